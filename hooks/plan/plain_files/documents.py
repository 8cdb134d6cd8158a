"""A document taken apart: its `<main>`, and the lines around it with names for what is the page's own."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

REGIONS = ("head", "top", "foot")
"""Up to `</head>`, from there to `<main>`, and after `</main>`."""
_MAIN = re.compile(r"(<main\b.*</main>)", re.DOTALL)
_UNLISTED = '<meta name="robots" content="noindex">'
_LINK = re.compile(r'((?:href|src|action|data-root|property="og:image" content)=")([^"#]*)')
_CURRENT = re.compile(r' aria-current="(page|true)">')
VALUES = {
    "window": ("<title>",),
    "title": ('<meta property="og:title" content="',),
    "description": ('<meta name="description" content="', '<meta property="og:description" content="'),
    "canonical": ('<link rel="canonical" href="', '<meta property="og:url" content="'),
    "kind": ('<body class="page-',),
    "shown": ("<span data-address>",),
}
"""What a document says of its page alone, and after which words; the first of them tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    written: str
    """As it stands in the document."""
    general: str
    """With a name, between two control characters, for each value that is the page's own; and without the mark."""
    mark: str
    """What the line says of the page it leads to: `page`, this very one; `true`, one above it; or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    url: str
    """Site-relative, ends with `/`; empty for the home page."""
    values: Mapping[str, str]
    regions: tuple[tuple[Line, ...], ...]
    main: str


def is_page(path: str, text: str) -> bool:
    """Whether a document is one to read and list; any other goes along as it is."""
    return path.endswith("index.html") and _UNLISTED not in text and "</head>\n" in text and bool(_MAIN.search(text))


def parted(path: str, text: str) -> Document:
    before, main, after = _MAIN.split(text)
    head, _, top = before.partition("</head>\n")
    url = path.removesuffix("index.html")
    values = {name: _after(words[0], before) for name, words in VALUES.items()}
    root = "../" * url.count("/")
    parts = (f"{head}</head>\n", top, after)
    regions = tuple(_lines(part, values, root) for part in parts)
    told = {name: html.unescape(value) for name, value in values.items()}
    return Document(url=url, values={**told, "address": url, "root": root}, regions=regions, main=main)


def _after(words: str, text: str) -> str:
    """What follows some words, up to the end of the attribute or element they open."""
    return re.split(r'["<]', text.partition(words)[2], maxsplit=1)[0]


def _lines(text: str, values: Mapping[str, str], root: str) -> tuple[Line, ...]:
    found = []
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        general = _LINK.sub(lambda link: link[1] + _rooted(link[2], root), _named(line, values))
        marks = _CURRENT.findall(general)
        general, mark = (_CURRENT.sub(">", general), marks[0]) if len(marks) == 1 else (general, "")
        found.append(Line(written=line, general=general, mark=mark))
    return tuple(found)


def _named(line: str, values: Mapping[str, str]) -> str:
    """A line with names for the page's own words and address."""
    for name, openings in VALUES.items():
        for words in openings:
            if values[name]:
                line = re.sub(rf'({re.escape(words + values[name])})(?=["<])', f"{words}\x02{name}\x03", line)
    return line


def _rooted(address: str, root: str) -> str:
    """A link with a name for the way to the root, when it leads through it."""
    if address == (root or "./"):
        return "\x02home\x03"
    rest = address.removeprefix(root)
    return f"\x02root\x03{rest}" if address.startswith(root) and re.fullmatch(r"\w[\w./-]*", rest) else address
