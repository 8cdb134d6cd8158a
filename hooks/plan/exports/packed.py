"""Zip packages of office documents, packed again so that the same content gives the same bytes.

The libraries that write them put the clock into every entry of the zip and into the properties of the document. Knows
the package, not what is in it: Word's and Excel's are the same to it.
"""

from __future__ import annotations

import datetime
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can name."""
_UNIX = 3
_READABLE = 0o644 << 16
_PROPERTIES = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


def repack(content: bytes, modified: datetime.date) -> bytes:
    """The package with its entries in the order they had, none of them dated; the document says it was made and last
    changed on `modified`."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(packed, "w") as new:
        for entry in old.infolist():
            info = ZipInfo(entry.filename, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _READABLE
            body = old.read(entry)
            new.writestr(info, _dated(body, modified) if entry.filename == _PROPERTIES else body, ZIP_DEFLATED)
    return packed.getvalue()


def _dated(properties: bytes, modified: datetime.date) -> bytes:
    stamp = f"{modified.isoformat()}T00:00:00Z".encode()
    return _STAMP.sub(lambda match: match[1] + stamp, properties)
