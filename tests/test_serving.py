"""The sample configuration fits the site: a type for every file, the headers on every answer, no address left out."""

from __future__ import annotations

import re
from email.message import Message

import pytest

from audit.served import A_DAY, A_WHILE, AGAIN, ASKED, unlike
from built import ROOT, BuiltSite
from plan.policy import HEADER

CONFIGURATION = re.sub(r"(?m)(?:^|\s)#.*$", "", (ROOT / ".github" / "serving" / "nginx.conf").read_text("utf-8"))
HEADERS = (
    "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
)  # fmt: skip


def block(name: str) -> str:
    """What stands between the braces of the first block of this name."""
    found = re.search(rf"(?m)^\s*{name} \{{([^}}]*)\}}", CONFIGURATION)
    assert found, name
    return found[1]


def test_braces_and_semicolons() -> None:
    """Every block is closed, every line ends as it must."""
    assert CONFIGURATION.count("{") == CONFIGURATION.count("}") > 3
    lines = [line.strip() for line in CONFIGURATION.splitlines() if line.strip()]
    assert not [line for line in lines if not line.endswith((";", "{", "}"))]


@pytest.mark.parametrize("name", HEADERS)
def test_every_answer_has_the_headers(name: str) -> None:
    """Told once for the whole server, errors too; a location that told one itself would lose the others."""
    assert re.findall(rf"(?m)^(\s*)add_header {name} (.+) always;$", CONFIGURATION), name
    assert all("add_header" not in body for body in re.findall(r"location[^{]*\{(.*?)\n    \}", CONFIGURATION, re.DOTALL))


def test_every_kind_of_file_has_a_type(repo_site: BuiltSite) -> None:
    known = set(re.sub(r"[\w+.-]+/[\w+.-]+|;", " ", block("types")).split())
    kinds = {path.suffix[1:] for path in repo_site.folder.rglob("*") if path.is_file()}
    assert kinds <= known, kinds - known
    assert {"html", "ics", "jsonld", "xml", "woff2"} <= kinds


def test_the_policy_is_that_of_the_pages() -> None:
    """The pages' own, and nobody may frame them; the forms bring theirs."""
    assert re.findall(r'"([^"]*frame-ancestors[^"]*)"', CONFIGURATION) == [HEADER, "frame-ancestors 'none'"]


def test_every_address_has_its_age() -> None:
    """As nginx reads a map: the first expression that is found, else the default."""
    (default, *ages) = re.findall(r'(?m)^\s*(\S+) "([^"]+)";$', block(r"map \$uri \$plan_age"))
    assert default == ("default", AGAIN)
    assert [age for _, age in ages] == [A_DAY, A_WHILE]
    assert "add_header Cache-Control $plan_age always;" in CONFIGURATION
    for url, (_, age) in ASKED.items():
        assert next((told for shape, told in ages if re.search(shape.removeprefix("~"), url)), default[1]) == age, url


@pytest.mark.parametrize("told", [[], [""], [A_DAY], [AGAIN, A_DAY]])
def test_a_wrong_age_would_be_seen(told: list[str]) -> None:
    headers = Message()
    for age in told:
        headers["Cache-Control"] = age
    assert "Cache-Control" in unlike(headers, AGAIN)
    del headers["Cache-Control"]
    headers["Cache-Control"] = AGAIN
    assert "Cache-Control" not in unlike(headers, AGAIN)
