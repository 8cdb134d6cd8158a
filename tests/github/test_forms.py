"""The forms and templates a person meets: what other parts link to is there, and each says what it must."""

from __future__ import annotations

import re

import pytest
import yaml

from built import ROOT

GITHUB = ROOT / ".github"
FORMS = {path.name: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))}
SETTINGS = FORMS.pop("config.yml")
TEMPLATES = sorted((GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md"))
PREFILLED = ["trang", "cho", "dang-viet", "nen-la", "vi-sao"]
"""The pages fill these fields by their ids: they are as permanent as an address."""


def test_there_is_a_form_for_each_purpose() -> None:
    assert list(FORMS) == ["bao-loi.yml", "gop-y.yml", "sua-giao-dien.yml"]
    assert SETTINGS == {"blank_issues_enabled": "false"}


def test_the_form_the_pages_fill_has_their_fields() -> None:
    fields = [field for field in FORMS["bao-loi.yml"]["body"] if field["type"] != "markdown"]
    assert [field["id"] for field in fields] == PREFILLED
    assert {field["type"] for field in fields} == {"input", "textarea"}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_in_plain_vietnamese(name: str) -> None:
    form = FORMS[name]
    assert form["title"].endswith(": ")
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") == "true" for field in fields)
    assert re.search(r"[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữđ]", form["description"])


def test_a_proposal_begins_as_one_of_data() -> None:
    """The service offers one template by itself; the others are reached by a link that names them."""
    assert [path.stem for path in TEMPLATES] == ["gop-y", "sua-du-lieu", "sua-giao-dien"]
    assert (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8") == (GITHUB / "PULL_REQUEST_TEMPLATE" / "sua-du-lieu.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["SECURITY.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md"])
def test_no_mailbox_is_invented_and_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", text)
    targets = [target for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in target]
    assert bool(targets) is (name != "SECURITY.md")
    assert all((ROOT / target).exists() for target in targets)


def test_the_pictures_of_the_guide_are_small_and_described() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    pictures += [(words, path) for path, words in re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]*)">', text)]
    assert len(pictures) == len(re.findall(r"!\[|<img", text)) >= 2
    assert all(words and (ROOT / path).stat().st_size < 100_000 for words, path in pictures)
