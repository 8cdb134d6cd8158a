"""Marks of the roles, drawn with the colour of the text they stand in: they survive print and forced colours."""

from __future__ import annotations

from markupsafe import Markup

from ..model import Plan
from ..vietnamese import capital

_SHAPES = {
    "disc": Markup('<circle cx="6" cy="6" r="5" fill="currentColor"/>'),
    "half": Markup(
        '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor"/>'
    ),
    "square": Markup('<path d="M1.25 1.25h9.5v9.5h-9.5z" fill="currentColor"/>'),
    "frame": Markup('<path d="M2 2h8v8H2z" fill="none" stroke="currentColor" stroke-width="1.6"/>'),
    "diamond": Markup('<path d="M6 1.2 10.8 6 6 10.8 1.2 6z" fill="none" stroke="currentColor" stroke-width="1.6"/>'),
}


def shape(name: str) -> Markup:
    return Markup(
        '<svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{}</svg>'
    ).format(_SHAPES[name])


def mark(plan: Plan, role_id: str) -> Markup:
    """Shape and word of a role, in its colour."""
    position, role = next((i, role) for i, role in enumerate(plan.site.roles, 1) if role.id == role_id)
    return Markup('<span class="role role-{}">{}<span>{}</span></span>').format(position, shape(role.mark), capital(role.id))


_TOOLS = {
    "search": Markup('<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>'),
    "menu": Markup('<path d="M4 7h16M4 12h16M4 17h16"/>'),
}


def tool(name: str) -> Markup:
    """A line drawing for a control that also has words."""
    return Markup(
        '<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" aria-hidden="true" focusable="false">{}</svg>'
    ).format(_TOOLS[name])
