"""Hand-written files before anything is built from them: one table of what is refused, at which line."""

from __future__ import annotations

import pytest

from plan.narrative import examine

SOUND = "---\ntitle: Tên\ndescription: Một câu.\n---\n\nChữ.\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param("a.md", SOUND, [], id="sound"),
        pytest.param("a.md", SOUND.replace("---\n\n", "render_macros: true\n---\n\n{{ plan.name }}\n"), [], id="with macros"),
        pytest.param("a.css", "p{}", [], id="a style sheet"),
        pytest.param("a.html", "<p>", ["docs/a.html:1:1: loại tệp '.html'"], id="a page of HTML"),
        pytest.param("a.svg", "<svg/>", ["docs/a.svg:1:1: loại tệp '.svg'"], id="a picture that can run"),
        pytest.param("a.md", "Chữ.\n", ["docs/a.md:1:1: thiếu phần đầu trang"], id="no head"),
        pytest.param("a.md", "---\ntitle: Tên\n---\n", ["docs/a.md:1:1: đầu trang thiếu 'description'"], id="half a head"),
        pytest.param("a.md", SOUND.replace("Tên", "Giới: thiệu"), ["docs/a.md:2:12: sai cú pháp YAML"], id="a colon in the title"),
        pytest.param("a.md", SOUND.replace("title", "template: x.html\ntitle"), ["docs/a.md:2:1: khóa lạ 'template'"], id="another key"),
        pytest.param("a.md", SOUND.replace("Tên", "&a Tên"), ["docs/a.md:2:8: dấu '&'"], id="an anchor"),
        pytest.param("a.md", SOUND + "{{ plan.name }}\n", ["docs/a.md:7:1: có '{{'"], id="macros not asked for"),
        pytest.param("a.md", SOUND.replace("---\n\n", "render_macros: có\n---\n\n"), ["docs/a.md:4:16: 'render_macros'"], id="neither yes nor no"),
        pytest.param("a.md", SOUND + "<<<<<<< HEAD\n", ["docs/a.md:7:1: còn dấu xung đột"], id="a conflict left"),
        pytest.param("a.md", SOUND + '<p data-provision="I">x</p>\n', ["docs/a.md:7:1: 'data-provision'"], id="forged wording"),
    ],
)
def test_examine(name: str, text: str, told: list[str]) -> None:
    found = [str(problem) for problem in examine(text.encode(), f"docs/{name}")]
    assert len(found) == len(told), found
    assert all(line.startswith(words) for line, words in zip(found, told, strict=True)), found
