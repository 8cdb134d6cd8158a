"""The forms of `/quan-tri/`: what they offer, what they lock, where they go, and what is served with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import form_editor
from built import REPO_URL, ROOT, SMALL, build
from plan import Plan, form
from plan.schema import FILES, FOLDERS, Entry
from tools import vendor_form

HOST = "https://github.com/nhom/ke-hoach"
VENDORED = {
    "LICENSES.txt": "0fed8db0a45a36ecbeb19026942677998120d640d7036c5e42272dae7c1fa0dc",
    "icons.woff2": "3d64df550ad81c188c5f461ee9bf76137a50a60bfe255405223a2352dc13a3a5",
    "sveltia-cms.js": "fed803598462e235aa846760994de3f6e019586b68dac32ca82a1274d76e7c33",
    "vi.json": "41f43ac50e70b71654e84ca117bebad308f97717e72c4376a78e4d7b5bd5a122",
    "yaml.js": "bbe522f7aadb1658981b240119480a0ba14497f762fc7a66ba729fce4b7f103e",
}
"""What `hooks/tools/vendor_form.py` prints."""


def test_what_is_vendored_is_what_was_made() -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in form_editor.VENDOR.iterdir()} == VENDORED
    assert set(form.VENDORED) == set(VENDORED)


def test_the_editor_asks_no_other_for_what_every_visit_needs() -> None:
    script = (form_editor.VENDOR / "sveltia-cms.js").read_text("utf-8")
    for theirs, ours in vendor_form.REPLACED.items():
        assert theirs not in script
        assert ours in script
    assert "jsdelivr" not in script
    assert "eval(" not in script
    assert "new Function(" not in script
    assert form.VERSION in script


@pytest.mark.parametrize(
    ("repository", "settings", "expected"),
    [
        ("", {}, None),
        (REPO_URL, {}, None),
        (HOST, {}, ("nhom/ke-hoach", form.PUBLIC_API, "")),
        (f"{HOST}/", {"FORM_SIGN_IN_URL": "https://dang-nhap.example/"}, ("nhom/ke-hoach", form.PUBLIC_API, "https://dang-nhap.example")),
        (f"{HOST}.git", {}, ("nhom/ke-hoach", form.PUBLIC_API, "")),
        (f"{HOST}/tree/main", {}, None),
        (REPO_URL, {"FORM_API_URL": "https://git.example/api/v3"}, ("nhom/ke-hoach", "https://git.example/api/v3", "")),
    ],
)
def test_forms_go_where_the_repository_is(small: Plan, repository: str, settings: dict[str, str], expected: tuple | None) -> None:
    found = form.host(repository, settings.get("FORM_API_URL", ""), settings.get("FORM_SIGN_IN_URL", ""))
    assert (found and (found.repository, found.api, found.sign_in)) == expected


def test_without_a_relay_one_signs_in_with_a_token(small: Plan) -> None:
    with_relay = form.config(small, form.host(HOST, sign_in="https://dang-nhap.example"), frozenset())["backend"]
    without = form.config(small, form.host(HOST), frozenset())["backend"]
    assert (with_relay["auth_methods"], with_relay["base_url"]) == (["oauth", "token"], "https://dang-nhap.example")
    assert without["auth_methods"] == ["token"]
    assert "base_url" not in without


@pytest.fixture(scope="module", params=["data", "small"])
def forms(request: pytest.FixtureRequest, real: Plan, small: Plan) -> tuple[Path, list[dict[str, Any]]]:
    """The data folder of a plan, and its forms."""
    plan, folder = (real, ROOT / "data") if request.param == "data" else (small, SMALL)
    present = frozenset(name for name in FILES if (folder / name).is_file())
    return folder, [file for group in form.config(plan, form.host(HOST), present)["collections"] for file in group["files"]]


def all_fields(fields: list[dict[str, Any]], way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        yield f"{way}{field['name']}", field
        yield from all_fields(field.get("fields", []), f"{way}{field['name']}.")


def test_every_data_file_has_a_form_of_its_own(forms: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, files = forms
    assert {Path(file["file"]).name for file in files} == {path.name for path in folder.rglob("*.yml")}
    assert len({file["format"] for file in files}) == len(files)


def test_every_key_is_told_in_vietnamese(forms: tuple[Path, list[dict[str, Any]]]) -> None:
    for file in forms[1]:
        for way, field in all_fields(file["fields"]):
            assert field["label"][:1].isupper(), way
            assert not set(field["label"]) & set("'\"_`"), way
            assert field.get("required") in (True, False, None), way


def test_what_the_printed_document_says_is_locked(forms: tuple[Path, list[dict[str, Any]]]) -> None:
    for file in forms[1]:
        fields = dict(all_fields(file["fields"]))
        if "provisions" in fields:
            assert fields["provisions.id"]["readonly"]
            assert fields["provisions.text"]["readonly"]
            assert fields["provisions"]["allow_add"] is fields["provisions"]["allow_remove"] is fields["provisions"]["allow_reorder"] is False
            assert "readonly" not in fields["provisions.lead"]
            assert "readonly" not in fields["provisions.notes.text"]


AMENDMENT_LOCKED = {
    "id", "number", "type", "issuer", "date", "effective", "title", "source.file", "source.sha256",
    "changes.action", "changes.id", "changes.after", "changes.clause", "changes.text",
}  # fmt: skip


def test_what_an_amendment_says_is_locked_and_what_editors_add_is_not(amended: Plan) -> None:
    config = form.config(amended, form.host(HOST), frozenset())
    files = next(group["files"] for group in config["collections"] if group["name"] == "amendments")
    assert len(files) == len(amended.amendments) == 2
    for file in files:
        fields = dict(all_fields(file["fields"]))
        assert {way for way, field in fields.items() if field.get("readonly")} == AMENDMENT_LOCKED
        assert {"lead", "changes.to", "changes.short_title", "changes.lead", "changes.notes.text", "changes.supports.reason"} <= fields.keys()
        assert not any(fields["changes"][f"allow_{act}"] for act in ("add", "remove", "reorder", "duplicate"))


def test_a_form_has_every_key_of_its_file(real: Plan) -> None:
    present = frozenset(FILES)
    groups = {group["name"]: group["files"] for group in form.config(real, form.host(HOST), present)["collections"]}
    models: dict[str, type[Entry]] = {name.removesuffix(".yml"): model for name, model in FILES.items()}
    shown = {file["name"]: file["fields"][0].get("fields") if file["fields"][0].get("root") else file["fields"] for file in groups["files"]}
    assert {name: [field["name"] for field in fields] for name, fields in shown.items()} == {
        name: list(model.model_fields) for name, model in models.items()
    }
    assert {"amendments"} == FOLDERS.keys() - groups.keys()  # no file of it yet
    for name, model in ((name, FOLDERS[name]) for name in FOLDERS if name in groups):
        assert [field["name"] for field in groups[name][0]["fields"]] == list(model.model_fields)


def test_choices_are_what_the_plan_has(real: Plan) -> None:
    files = [file for group in form.config(real, form.host(HOST), frozenset(FILES))["collections"] for file in group["files"]]
    fields = {way: field for file in files for way, field in all_fields(file["fields"])}
    chosen = {way: {option["value"] for option in fields[way]["options"]} for way in fields if fields[way].get("widget") == "select"}
    parties = {party.id for party in (*real.agencies, *real.bodies)}
    assert chosen["provisions.partners"] == chosen["provisions.binds.who"] == parties
    assert chosen["provisions.role"] == {role.id for role in real.site.roles}
    assert chosen["provisions.groups"] == {group.id for group in real.groups}
    assert {support.provision for duty in real.responsibilities for support in duty.supports} <= chosen["provisions.supports.provision"]
    assert chosen["provisions.deadlines.recurrence"] == {"yearly", "once"}
    assert {option["label"] for option in fields["provisions.deadlines.recurrence"]["options"]} == {"Lặp lại hằng năm", "Một lần"}


def test_the_page_is_there_with_a_repository_and_linked_from_how_to_contribute(tmp_path: Path) -> None:
    built = build(SMALL, tmp_path / "site", SITE_URL="https://ke-hoach.example/", REPO_URL=HOST)
    page = built.page(form.URL)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert f"connect-src 'self' data: blob: {form.PUBLIC_API};" in policy
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//script/@src") == ["begin.js"]
    assert built.page("dong-gop/").xpath("//a[@href='../quan-tri/']")
    assert form.URL not in built.path("sitemap.xml").read_text("utf-8")
    linking = [url for url, other in built.pages.items() if other.xpath("//*[contains(@href, 'quan-tri/') or contains(@src, 'quan-tri/')]")]
    assert linking == ["dong-gop/", "gioi-thieu/giay-phep/"]  # the latter leads to the form's own licence


def test_without_a_repository_there_is_no_form(small_site: Any) -> None:
    assert not (small_site.folder / form.URL).exists()
    assert not small_site.page("dong-gop/").xpath("//a[contains(@href, 'quan-tri')]")
