"""The part of the style sheet that follows from data: colours of surfaces, roles and areas; and every sheet made shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..colours import TOKENS
from ..model import Plan


def stylesheet(plan: Plan) -> str:
    """Custom properties for light, dark and paper, and a class for every role and area: `--ink`, `--role-1`, `.area-2`."""
    roles = [(f"role-{i}", role.colour) for i, role in enumerate(plan.site.roles, 1)]
    areas = [(f"area-{i}", area.colour) for i, area in enumerate(plan.task_areas, 1) if area.colour]
    own = [("brand", plan.site.brand), ("gold", plan.site.gold), *roles, *areas]
    light = [*((name, pair[0]) for name, pair in TOKENS.items()), *((name, colour.light) for name, colour in own)]
    dark = [*((name, pair[1]) for name, pair in TOKENS.items()), *((name, colour.dark) for name, colour in own)]
    return "\n".join(
        (
            f":root{{color-scheme:light dark;{_declared(light)}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(dark)}}}}}",
            *(f".{name}{{color:var(--{name})}}" for name, _ in roles),
            *(f".{name}{{--area:var(--{name})}}" for name, _ in areas),
            "",
        )
    )


def _declared(values: Iterable[tuple[str, str]]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values)


_PIECES = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)"']*\))|/\*.*?\*/|\s+""", re.DOTALL)
"""What stays as it is (a string, a bare address), what goes (a comment), what becomes one space."""
_AROUND = re.compile(r" ?([{};,]) ?")
_VALUE = re.compile(r"([{;][\w-]+): ")


def squeezed(css: str) -> str:
    """The same sheet without comments and the spaces nothing depends on. Selectors and calculations keep theirs."""
    kept: list[str] = []

    def put(match: re.Match[str]) -> str:
        if match[1] is None:
            return " "
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    bare = re.sub(" +", " ", _PIECES.sub(put, css)).strip()
    bare = _VALUE.sub(r"\1:", _AROUND.sub(r"\1", bare)).replace(";}", "}")
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], bare) + "\n"
