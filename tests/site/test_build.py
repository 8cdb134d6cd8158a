"""The build as a whole: two commands, the same bytes, the last good site kept, collisions refused."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest

from built import ROOT, BuiltSite, build, run

PLANS = ROOT / "tests" / "plans"
HEAD = "---\ntitle: t\ndescription: d\n---\n\n"


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_each_phase_is_timed(real_site: BuiltSite) -> None:
    """check, render, build and total, one line each."""
    assert [line.split()[0] for line in real_site.output.splitlines()] == ["check", "render", "build", "total"]


@pytest.mark.parametrize(("data", "site"), [(PLANS / "small", "small_site"), ("data", "real_site")])
def test_same_commit_same_bytes(data: Path | str, site: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Another folder, time zone, locale and hash seed change nothing."""
    again = build(data, tmp_path / "again", TZ="Asia/Ho_Chi_Minh", LC_ALL="C", PYTHONHASHSEED="5")
    assert digests(again.folder) == digests(request.getfixturevalue(site).folder)


CLOCK = """
import datetime, time
AHEAD = 400 * 86400
real_time, real_ns, real_local, real_utc = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: real_time() + AHEAD
time.time_ns = lambda: real_ns() + AHEAD * 10**9
time.localtime = lambda s=None: real_local(time.time() if s is None else s)
time.gmtime = lambda s=None: real_utc(time.time() if s is None else s)
def ahead(real):
    class Same(type(real)):
        def __instancecheck__(cls, x): return isinstance(x, real)
        def __subclasscheck__(cls, x): return issubclass(x, real)
    return Same(real.__name__, (real,), {
        "now": classmethod(lambda cls, tz=None: real.now(tz) + datetime.timedelta(seconds=AHEAD)),
        "utcnow": classmethod(lambda cls: real.utcnow() + datetime.timedelta(seconds=AHEAD)),
        "today": classmethod(lambda cls: real.today() + datetime.timedelta(seconds=AHEAD)),
    })
datetime.datetime = ahead(datetime.datetime)
print("render  a year ahead:", datetime.datetime.now(datetime.UTC).year - time.gmtime(real_time()).tm_year >= 1)
"""
"""Read by every Python of a build before anything else: another day."""


def test_another_folder_and_day_same_bytes(project: Path, tmp_path: Path) -> None:
    """Nor do another folder, day, file times and rights; with every setting that writes more."""
    settings = {"SITE_URL": "https://ke-hoach.example/", "REPO_URL": "https://github.com/nhom/ke-hoach", "COMPRESSED": "1"}
    other = tmp_path / "nơi khác" / "project"
    shutil.copytree(project, other)
    (other / "hooks" / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    for path in other.rglob("*"):
        os.utime(path, (86400, 86400))
    first = build("tests/plans/small", project / "site", project, TZ="UTC", **settings)
    before = os.umask(0o077)
    try:
        clocked = {"PYTHONPATH": str(other / "hooks"), "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
        second = build("tests/plans/small", other / "out", other, **clocked, **settings)
    finally:
        os.umask(before)
    assert second.output.count("a year ahead: True") == 2
    assert digests(second.folder) == digests(first.folder)
    assert len(list(first.folder.rglob("*.html.gz"))) == len(list(first.folder.rglob("*.html")))


def test_nothing_is_written_beside_the_site(tmp_path: Path) -> None:
    build(PLANS / "small", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failed_build_keeps_the_last_good_site(tmp_path: Path) -> None:
    good = build(PLANS / "small", tmp_path / "site")
    before = digests(good.folder)
    data = tmp_path / "data"
    shutil.copytree(PLANS / "small", data)
    (data / "groups.yml").write_text("- id: [", encoding="utf-8")
    done = run("site", data, good.folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert f"{data}/groups.yml:2:1: sai cú pháp YAML" in done.stdout
    assert digests(good.folder) == before


def test_a_folder_that_is_not_a_site_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "papers"
    target.mkdir()
    (target / "letter.txt").write_text("keep me", encoding="utf-8")
    done = run("site", PLANS / "small", target)
    assert done.returncode == 1
    assert "papers" in done.stderr
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param(
            "co-quan/index.md",
            HEAD + "chữ",
            ["docs/co-quan/index.md", "co-quan/index.md", "cùng một địa chỉ"],
            id="hidden by a generated page",
        ),
        pytest.param(
            "gioi-thieu/index.md", HEAD + "chữ", ["gioi-thieu.md", "gioi-thieu/index.md"], id="two hand-written pages with one address"
        ),
        pytest.param("moi.md", HEAD + "[chữ](khong-co.md)", ["moi.md", "khong-co.md"], id="broken link to a page"),
        pytest.param(
            "moi.md",
            '---\ntitle: Mới\ndescription: Thử.\n---\n<a href="../toan-van/#khong-co">chữ</a>',
            ["moi/index.html", "khong-co"],
            id="broken fragment",
        ),
        pytest.param(
            "moi.md",
            "---\ntitle: Mới\ndescription: Thử.\nrender_macros: true\n---\n{{ khong_co }}",
            ["moi.md", "khong_co"],
            id="undefined name",
        ),
        pytest.param(
            "moi.md", "---\ntitle: Mới\ndescription: Thử.\nrender_macros: true\n---\n{{ link(", ["moi.md"], id="macro syntax"
        ),
        pytest.param(
            "moi.md",
            "---\ntitle: Mới\ndescription: Thử.\nrender_macros: true\n---\n{{ link('khong-co/') }}",
            ["moi", "khong-co"],
            id="link to nowhere",
        ),
        pytest.param(
            "moi.md",
            "---\ntitle: Mới\ndescription: Thử.\nrender_macros: true\n---\n{{ link.__globals__ }}{{ ''.__class__.__mro__ }}",
            ["moi.md"],
            id="out of the sandbox",
        ),
    ],
)
def test_a_faulty_narrative_page_fails_the_build(project: Path, name: str, content: str, told: list[str]) -> None:
    """The build stops and names both sides; nothing is published."""
    page = project / "docs" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text(content, encoding="utf-8")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    for words in told:
        assert words in said
    assert not (project / "site").exists()


def test_a_link_out_of_docs_is_refused(project: Path) -> None:
    (project / "docs" / "pw.txt").symlink_to("/etc/hostname")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert done.returncode == 1
    assert "docs/pw.txt:1:1: liên kết tượng trưng" in done.stdout + done.stderr


def test_html_that_runs_is_refused(project: Path) -> None:
    """A hand-written page may hold Markdown, not code."""
    page = "---\ntitle: t\ndescription: d\n---\n\n<script>alert(1)</script>\n\nchữ\n{: onclick=\"alert(2)\" }\n"
    (project / "docs" / "moi.md").write_text(page, encoding="utf-8")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert done.returncode == 1
    assert re.findall(r"docs/moi.md:(\d+):1: thẻ này không được dùng", done.stdout + done.stderr) == ["6", "1"]
    (project / "docs" / "moi.md").write_text("---\ntitle: t\ndescription: d\n---\n\n[x](javascript:alert(3))\n", encoding="utf-8")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert done.returncode == 1
    assert (done.stdout + done.stderr).count("moi/index.html: thẻ này chạy được") == 1


def test_macros_are_opt_in(project: Path) -> None:
    """A page that says no to macros shows braces as typed; one that says nothing is asked."""
    (project / "docs" / "moi.md").write_text(
        "---\ntitle: Mới\ndescription: Thử.\nrender_macros: false\n---\nViết {{ 7 * 7 }} và {% if %}.", encoding="utf-8"
    )
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Viết {{ 7 * 7 }} và {% if %}." in (project / "site" / "moi" / "index.html").read_text(encoding="utf-8")
