"""A review as plain values, for programs. Keys stay; more may come."""

from __future__ import annotations

import dataclasses
import json

from ..telling import Told
from . import Review
from .sentences import headline, warnings


def as_json(review: Review) -> str:
    """The whole review as one JSON object."""
    found = {
        "headline": headline(review), "changes_meaning": review.changes_meaning, "wording_changed": bool(review.wording),
        "warnings": warnings(review), "counts": [{"verb": v, "what": w, "number": n} for (v, w), n in review.counts.items()],
        "wording": [_change(told) for told in review.wording],
        "amended": [_change(told) for told in review.amended],
        "changes": [{"subject": subject, **_change(told)} for subject, rows in review.groups.items() for told in rows],
        "effects": [dataclasses.asdict(effect) for effect in review.effects],
        "pages": [dataclasses.asdict(page) for page in review.pages],
        "lost": list(review.lost), "unlisted": list(review.unlisted),
        "written": list(review.written), "others": list(review.others),
        "unread": list(review.unread), "problems": review.problems, "comparable": review.comparable,
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _change(told: Told) -> dict[str, object]:
    return {"words": told.words, **dataclasses.asdict(told.change)}
