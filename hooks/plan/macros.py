"""What narrative pages may ask of the plan, and how the answers reach the page.

Macros are a window, not an engine: a sandbox, strict about names, opt-in per page. Every value a page asks for is
kept aside, a token stands for it while Markdown runs, and the value, escaped, takes its place afterwards; so no
data is ever read as Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jinja2
from markupsafe import Markup, escape

from .pages import Site

_TOKEN = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile(f"<p>\\s*({_TOKEN.pattern})\\s*</p>")
_BLOCK = re.compile(r"\s*<(?:div|section|figure|ul|ol|dl|table|blockquote|nav|p|h\d|details|form)\b")


class Macros:
    """The values of one build's narrative pages. `turn_to` a page before it is rendered, `resolve` its HTML after."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.url = ""
        self.kept: list[Markup] = []
        self.names: dict[str, Callable[..., Any]] = {}

    def turn_to(self, url: str) -> None:
        """Addresses from now on are relative to the page at `url`."""
        self.url = url
        self.names = self.site.macros(url)

    def environment(self, kind: type[jinja2.Environment]) -> jinja2.Environment:
        """A Jinja environment of `kind` (a sandboxed one) that knows the plan and the macros and nothing else."""
        env = kind(undefined=jinja2.StrictUndefined, finalize=self._keep)
        env.globals.clear()
        env.filters.update(self.site.filters())
        env.globals["plan"] = self.site.plan
        for name in self.site.macros(""):
            env.globals[name] = self._at_page(name)
        return env

    def resolve(self, html: str) -> str:
        """Tokens to values; a block alone in its paragraph replaces the paragraph."""

        def alone(match: re.Match[str]) -> str:
            value = self.kept[int(match[2])]
            return value if _BLOCK.match(value) else match[0]

        return _TOKEN.sub(lambda match: self.kept[int(match[1])], _ALONE.sub(alone, html))

    def resolve_text(self, text: str) -> str:
        """Tokens to plain words, for the id of a heading."""
        return _TOKEN.sub(lambda match: self.kept[int(match[1])].striptags(), text)

    def _at_page(self, name: str) -> Callable[..., Any]:
        return lambda *args, **kwargs: self.names[name](*args, **kwargs)

    def _keep(self, value: object) -> str:
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises, naming what is missing
        self.kept.append(Markup(escape(value)))
        return f"\ue000{len(self.kept) - 1}\ue001"
