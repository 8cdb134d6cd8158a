"""A page as it must be to be read from a folder of a reader's own machine, where no server turns a folder into its page.

Knows HTML and addresses, nothing of plans; works with JavaScript off.
"""

from __future__ import annotations

import posixpath
import re

SIZE = "<span data-size></span>"
"""Stands on a page beside the link to the packed site, whose size nobody knows before all pages are written."""
_LINK = re.compile(r'(<(?:a|area|form|link)\b[^<>]*?)\s(href|action)="([^"]*)"')
_AHEAD = re.compile(r'<link rel="preload"[^<>]*>\n?')
_SENT = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def page(html: str, name: str, *, lacking: tuple[str, ...], at: str) -> str:
    """The HTML of the page at `name` with every link to a folder led to the page in it. Files and folders that are `lacking` are
    sought `at` the address of the site, or not at all. Fonts are not asked for ahead: no folder grants that."""

    def mended(found: re.Match[str]) -> str:
        tag, attribute, link = found.groups()
        path = re.split("[?#]", link, maxsplit=1)[0]
        sought = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) + "/" * path.endswith("/")
        if path and not _ELSEWHERE.match(link) and sought.startswith(lacking):
            return f'{tag} {attribute}="{at}{sought}{link[len(path) :]}"' if at else str(tag)
        return f'{tag} {attribute}="{whole(link)}"'

    html = _SENT.sub(lambda found: f'{found[1]}{whole(found[2])}"', _AHEAD.sub("", html.replace(SIZE, "")))
    return _LINK.sub(mended, html)


def whole(link: str) -> str:
    """`../van-ban/#ii` -> `../van-ban/index.html#ii`; a link to a file, a place of this page or another site stays."""
    if _ELSEWHERE.match(link):
        return link
    found = re.match(r"[^?#]*", link)
    path = found[0] if found else ""
    if not path or not (path.endswith("/") or posixpath.basename(path) in (".", "..")):
        return link
    return f"{posixpath.join(path, 'index.html').removeprefix('./')}{link[len(path) :]}"


def size(count: int) -> str:
    """`5,2 MB`, as whoever pays for it counts."""
    return f"{max(count, 100_000) / 1_000_000:.1f} MB".replace(".", ",")
