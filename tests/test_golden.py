"""What the small plan becomes, whole: `tests/golden/` holds the expected files.

After a wanted change: `GOLDEN=write .venv/bin/python -m pytest tests/test_golden.py`, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from built import ROOT
from pasts import told
from plan import Plan
from plan.exports import feeds, plan_json
from plan.pages import Options, Site, stylesheet
from plan.published import ALL_CHANGES

GOLDEN = ROOT / "tests" / "golden"


def rendered(plan: Plan) -> dict[str, str]:
    """File name -> content: the JSON, the colours, a feed, and the body of one page of each kind with what became of it."""
    site = Site(plan, Options(site_url="https://site.invalid/"), told())
    first: dict[str, str] = {}
    for page in site.pages():
        foot = f"\n{page.trace}\n" if page.trace else ""
        first.setdefault(page.kind, f"{page.title}\n{page.description}\n\n{page.body}\n{foot}")
    return {
        "plan.json": plan_json.document(plan).decode(),
        "plan.css": stylesheet(plan),
        "feed.xml": feeds.files(site.chronicle, site.options.site_url)[ALL_CHANGES].decode(),
        **{f"{kind.replace(' ', '-')}.html": body for kind, body in first.items()},
    }


def test_the_small_plan_as_expected(small: Plan) -> None:
    found = rendered(small)
    if os.environ.get("GOLDEN") == "write":
        for name, content in found.items():
            (GOLDEN / name).write_text(content, encoding="utf-8")
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(found)
    for name, content in found.items():
        assert (GOLDEN / name).read_text(encoding="utf-8") == content, name


def test_rendering_twice_is_rendering_once(small: Plan) -> None:
    assert rendered(small) == rendered(small)


@pytest.mark.parametrize("name", ["real", "small"])
def test_every_page_has_its_own_address(name: str, request: pytest.FixtureRequest) -> None:
    pages = Site(request.getfixturevalue(name)).pages()
    assert len({page.url for page in pages}) == len(pages)
    assert all(page.url == "" or (page.url.endswith("/") and page.url.isascii()) for page in pages)
    assert not Path(pages[0].url).is_absolute()
