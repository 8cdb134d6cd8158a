"""Links and ids of a built site: one table of what is found and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.sitecheck import faults

SENT = '<meta http-equiv="refresh" content="0; url={}">'
PAGES = {
    "index.html": '<p id="a">x</p>',
    "mot/index.html": '<p id="b">x</p>',
    "tep.json": "{}",
}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param('<a href="mot/">x</a><a href="mot/#b">x</a><a href="#k"></a><p id="k">', [], id="sound links"),
        pytest.param('<a href="./">x</a><a href="tep.json">x</a><a href="?q=1">x</a>', [], id="folder, file and query"),
        pytest.param('<a href="https://example.org/khong-co">x</a><a href="mailto:a@b">x</a>', [], id="elsewhere"),
        pytest.param('<!-- <a href="khong-co/">x</a> -->', [], id="in a comment"),
        pytest.param('<script src="tep.json" defer></script><link rel="canonical" href="https://x.invalid/">', [], id="our own script"),
        pytest.param("<p>viết href=&quot;khong-co/&quot; trong câu</p>", [], id="in words"),
        pytest.param('<a href="hai/">x</a>', ["hai/index.html: liên kết hỏng 'hai/'"], id="no such page from a deeper one"),
        pytest.param('<img src="../anh.png">', ["liên kết hỏng '../anh.png': không có trang 'anh.png'"], id="no such picture"),
        pytest.param('<a href="../mot/#c">x</a>', ["trang 'mot/index.html' không có mã 'c'"], id="no such fragment"),
        pytest.param('<a href="#c">x</a>', ["trang 'hai/index.html' không có mã 'c'"], id="no such fragment here"),
        pytest.param('<a href="/mot/">x</a>', ["liên kết tuyệt đối '/mot/'"], id="absolute"),
        pytest.param("<script>alert(1)</script>", ["chạy được"], id="script"),
        pytest.param('<script type="application/ld+json">{}</script>', [], id="data"),
        pytest.param('<script type="module">alert(1)</script>', ["chạy được"], id="module"),
        pytest.param('<script type="module" type="application/ld+json">alert(1)</script>', ["chạy được"], id="in the dress of data"),
        pytest.param('<p onclick="alert(1)">x</p>', ["chạy được"], id="handler"),
        pytest.param('<img src="#"/onerror=alert(1)>', ["chạy được"], id="handler without a space"),
        pytest.param("<a href='java&#10;script:alert(1)'>x</a>", ["chạy được"], id="script address in disguise"),
        pytest.param('<iframe src="a.html"></iframe>', ["chạy được", "liên kết hỏng"], id="frame"),
        pytest.param('<p style="color: red">x</p>', ["chạy được"], id="style attribute"),
        pytest.param('<img src="https://x.invalid/a.png">', ["chạy được"], id="picture from elsewhere"),
        pytest.param('<meta http-equiv="refresh" content="0;url=x">', ["chạy được"], id="refresh"),
        pytest.param(f"{SENT.format('mot/')}<body>", [], id="sent on"),
        pytest.param(f"{SENT.format('mot/#b')}<body>", [], id="sent on to a place"),
        pytest.param(f"{SENT.format('../khong-co/')}<body>", ["liên kết hỏng '../khong-co/'"], id="sent on to nowhere"),
        pytest.param(f"<body>{SENT.format('../mot/')}", ["chạy được"], id="sent on by the words of a page"),
        pytest.param(f"{SENT.format('https://x.invalid/')}<body>", ["chạy được"], id="sent elsewhere"),
        pytest.param(f"{SENT.format('//x.invalid/')}<body>", ["chạy được"], id="sent elsewhere in short"),
        pytest.param(f"{SENT.format('javascript:alert(1)')}<body>", ["chạy được"], id="sent to a script"),
        pytest.param('<p id="a"></p><p id="a"></p>', ["mã 'a' dùng hai lần"], id="an id twice"),
    ],
)
def test_faults(tmp_path: Path, page: str, told: list[str]) -> None:
    where = "hai/index.html" if told else "index.html"
    for name, content in {**PAGES, where: page}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = faults(tmp_path)
    assert len(found) == len(told), found
    for words, fault in zip(told, found, strict=True):
        assert words in fault
