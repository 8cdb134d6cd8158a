"""The whole site in one file, to be read from a folder without a network: packed when all else of the site is written.

Everything of the site is in it, and a list of sums of its own; not the page of errors, which only a server shows, the forms,
which need one, nor the file itself. Files are read one by one: a large site is never in memory as a whole.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plan import Plan, form, published
from plan.offline import SIZE, page, size

_ALONE = ("404.html",)
_UNIX, _PLAIN = 3, 0o644 << 16


def pack(site: Path, plan: Plan, sums: str, site_url: str) -> None:
    """Write the packed site into the site, and its size on the pages that link it. `sums` is the name of the list of sums;
    `site_url`, where known, is where those who have only the packed site find it again."""
    address = published.whole_site(plan)
    lacking, base = (address, form.URL), f"{site_url.rstrip('/')}/" if site_url else ""
    target = site / address
    target.parent.mkdir(exist_ok=True)
    day = (max(plan.date.year, 1980), plan.date.month, plan.date.day, 0, 0, 0)  # a zip tells no earlier year
    listed: list[str] = []
    linking: list[Path] = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _files(site, (*_ALONE, *lacking, sums)):
            if content.find(SIZE.encode()) >= 0 and name.endswith(".html"):
                linking.append(site / name)
            inside = page(content.decode(), name, lacking=lacking, at=base).encode() if name.endswith(".html") else content
            _add(archive, address, name, inside, day)
            listed.append(f"{hashlib.sha256(inside).hexdigest()}  {name}\n")
        _add(archive, address, sums, "".join(listed).encode(), day)
    shown = size(target.stat().st_size)
    for path in linking:
        path.write_text(path.read_text(encoding="utf-8").replace(SIZE, f"<span data-size>({shown})</span>"), encoding="utf-8")


def _files(site: Path, apart: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file to pack, in an order that does not hang on the machine."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    yield from ((name, (site / name).read_bytes()) for name in names if not name.startswith(apart))


def _add(archive: zipfile.ZipFile, address: str, name: str, content: bytes, day: tuple[int, int, int, int, int, int]) -> None:
    """All lies in one folder, named as the file is."""
    info = zipfile.ZipInfo(f"{PurePosixPath(address).stem}/{name}", day)
    info.create_system, info.external_attr = _UNIX, _PLAIN
    archive.writestr(info, content, zipfile.ZIP_DEFLATED, 6)
