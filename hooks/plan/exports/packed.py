"""A file of Office Open XML, or a book, is a zip of parts: packed here so that the same parts give the same bytes, whoever
wrote them.

Libraries write the clock into the zip and into the properties; both are replaced by what the plan says. Nothing here
knows what stands in a part.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

CORE = "docProps/core.xml"
"""The part that holds title, author and dates."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell."""
_UNIX, _PLAIN = 3, 0o644 << 16
"""One system and one file mode, whatever system packs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a file tells of itself."""

    title: str
    subject: str
    author: str
    date: datetime.date


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts in the order the library wrote them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: Mapping[str, bytes], *, plain: Collection[str] = ()) -> bytes:
    """The parts in their order; those named `plain` can be read without unpacking."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            add(archive, name, content, zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def add(archive: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    """One part that does not tell when and on what system it was packed."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = _UNIX, _PLAIN
    archive.writestr(info, content, how, 6)


def properties(head: Head) -> bytes:
    """The part `CORE`; what was made of the document of a day bears that day."""
    time = datetime.datetime.combine(head.date, datetime.time())
    found = DocumentProperties(
        title=head.title, subject=head.subject, creator=head.author, lastModifiedBy=head.author, language="vi-VN",
        created=time, modified=time,
    )
    written: bytes | str = tostring(found.to_tree())
    return written if isinstance(written, bytes) else written.encode()
