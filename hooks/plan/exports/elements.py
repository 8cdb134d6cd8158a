"""Makes XML elements by their names: the library's maker, with the types that its stubs leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lxml import etree
from lxml.builder import ElementMaker

Element = etree._Element
Inside = Element | str | Mapping[str, str]
"""What an element may be made of: elements and words in their order, attributes by name."""


class Making(Protocol):
    """Makes elements of one name."""

    def __call__(self, *inside: Inside, **attributes: str) -> Element: ...


class Maker(Protocol):
    """Makes elements of any name: `E.p("…")`, or `E("p", "…")`."""

    def __call__(self, tag: str, *inside: Inside, **attributes: str) -> Element: ...

    def __getattr__(self, tag: str) -> Making: ...


def maker(namespace: str, prefix: str | None = None, **others: str) -> Maker:
    """A maker for a namespace, which the elements name by `prefix` or by default; `others` are declared beside it."""
    names: dict[str | None, str] = dict([(prefix, namespace), *others.items()])
    made: Maker = ElementMaker(namespace=namespace, nsmap=names)
    return made
