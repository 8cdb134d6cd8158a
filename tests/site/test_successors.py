"""The continuation of the generator makes the same site: from the project as it stands, and from the plain files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from built import ROOT, SMALL, BuiltSite, build, run
from succession import ACCOUNTED, AS_IT_STANDS, BYTES, PLAIN, PROPERDOCS, WRITING, Comparison, made, plain, unaccounted


@pytest.mark.parametrize(("data", "site"), [(SMALL, "small_site"), ("data", "real_site")])
def test_the_project_as_it_stands(data: Path | str, site: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    ours: BuiltSite = request.getfixturevalue(site)
    found = Comparison(ours=ours.folder, theirs=build(data, tmp_path / "theirs", GENERATOR="properdocs").folder)
    assert unaccounted(found.differences(), ACCOUNTED[AS_IT_STANDS]) == []


@pytest.mark.parametrize("site", ["small_site", "repo_site", "hostile_site"])
def test_the_plain_files(site: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    ours: BuiltSite = request.getfixturevalue(site)
    found = Comparison(ours=ours.folder, theirs=made(PROPERDOCS, plain(ours.folder, tmp_path / "tree")))
    assert unaccounted({"sitemap.xml": BYTES, "sitemap.xml.gz": BYTES, **found.differences()}, ACCOUNTED[PLAIN]) == []
    assert found.pages()[0] == found.pages()[1] >= 20
    assert found.wordings()[0] == found.wordings()[1] >= 100


@pytest.mark.parametrize(
    ("differences", "accounted", "told"),
    [
        pytest.param({}, {}, [], id="the same"),
        pytest.param({"a/index.html": BYTES}, {}, ["a/index.html (bytes)"], id="another file"),
        pytest.param({"a/index.html": WRITING}, {"*.html": {"differs": WRITING}}, [], id="listed"),
        pytest.param({"a/index.html": BYTES}, {"*.html": {"differs": WRITING}}, ["a/index.html (bytes)"], id="worse than listed"),
        pytest.param({}, {"b.xml": {"differs": BYTES}}, ["b.xml (listed, but the same)"], id="listed in vain"),
    ],
)
def test_only_what_is_listed_may_differ(
    differences: dict[str, str], accounted: dict[str, dict[str, str]], told: list[str]
) -> None:
    assert unaccounted(differences, accounted) == told


def test_every_file_goes_along(small_site: BuiltSite, tmp_path: Path) -> None:
    """Also those a generator would leave out by itself."""
    site = Path(shutil.copytree(small_site.folder, tmp_path / "site"))
    for name in (".nojekyll", ".well-known/security.txt", "templates/a.html", "index.html.gz"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x", "utf-8")
    found = Comparison(ours=site, theirs=made(PROPERDOCS, plain(site, tmp_path / "tree")))
    assert found.differences().keys() <= {"sitemap.xml", "sitemap.xml.gz"}


def test_a_comparison_sees_what_differs(tmp_path: Path) -> None:
    pages = {
        "same.html": ["<p data-provision='1'>a</p>"] * 2,
        "written.html": ['<p title="a/b">c</p>', '<p title="a&#x2f;b">c</p>'],
        "other.html": ["<p data-provision='1'>a</p>", "<p data-provision='1'>b</p>"],
        "ours.txt": ["a", None],
        "theirs.txt": [None, "a"],
    }
    for name, sides in pages.items():
        for side, text in zip(("ours", "theirs"), sides, strict=True):
            (tmp_path / side).mkdir(exist_ok=True)
            if text is not None:
                (tmp_path / side / name).write_text(f"<html><body>{text}" if "html" in name else text, "utf-8")
    found = Comparison(ours=tmp_path / "ours", theirs=tmp_path / "theirs")
    assert found.differences() == {"other.html": BYTES, "ours.txt": BYTES, "theirs.txt": BYTES, "written.html": WRITING}
    assert (found.pages(), found.wordings()) == ((3, 3), (2, 1))


def test_the_export_as_a_command(tmp_path: Path) -> None:
    """One run writes the tree and nothing beside it, a second replaces it; a folder of anything else is left alone."""
    target = tmp_path / "out"
    for _ in range(2):
        done = run("export-markdown", SMALL, tmp_path / "site", EXPORT_DIR=str(target))
        assert done.returncode == 0, done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sorted(path.name for path in target.iterdir()) == ["docs", "mkdocs.yml", "sha256sums.txt", "theme"]
    (target / "letter.txt").touch()
    done = run("export-markdown", SMALL, tmp_path / "site", EXPORT_DIR=str(target))
    assert (done.returncode, "letter.txt (gợi ý: chọn thư mục khác)" in done.stderr) == (1, True)
    assert (target / "letter.txt").is_file()


def test_no_export_into_what_it_is_made_from(tmp_path: Path) -> None:
    done = run("export-markdown", SMALL, tmp_path / "site", EXPORT_DIR=str(ROOT / "docs" / "export"))
    assert (done.returncode, done.stderr.startswith("EXPORT_DIR ")) == (1, True)


BROKEN = "---\ntitle: Mới\ndescription: Thử.\n---\n\n[chữ](khong-co.md) và [chữ](can-bo.md#khong-co)\n"


def test_a_fault_is_told_alike(project: Path, tmp_path: Path) -> None:
    """The complaints of the successor are those we know to translate."""
    (project / "docs" / "moi.md").write_text(BROKEN, "utf-8")
    told = [run("site", SMALL, tmp_path / "site", project, GENERATOR=name).stderr for name in ("mkdocs", "properdocs")]
    assert told[0] == told[1]
    assert told[0].count("liên kết hỏng") == 2


def test_a_generator_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("site", SMALL, tmp_path / "site", GENERATOR="mkdox")
    assert done.returncode == 1
    assert "No module named mkdox" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
