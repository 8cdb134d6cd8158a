"""Markdown from anybody, shown under our name: words stay, nothing in them acts."""

from __future__ import annotations

import re

import pytest

from safe_markdown import BREAK, LIMIT, Places, sanitised

SITE = "https://trang.example/ke-hoach/"
REPO = "https://git.example/nhom/ke-hoach/"
PLACES = Places((SITE, REPO))


def safe(text: str) -> str:
    return sanitised(text, PLACES)[0]


KEPT = [
    "## Sở Y tế: thêm vai trò chủ trì\n\n- <del>phối hợp</del> <ins>chủ trì</ins>\n- **II.3.c**: `text`",
    "| Trang | Đổi |\n|---|---|\n| V.5.a | <sub>1</sub> |",
    "<details open>\n<summary>Thêm</summary>\n\nchữ\n</details>",
    f"[V.5.a]({SITE}co-quan/so-y-te/#v-5-a) và [dòng]({REPO}blob/abc/data/plan.yml#L7)",
    "a &lt;b&gt; &amp; c&nbsp;d",
    "```\nmã\n```",
    r"1\. \*sao\* \_gạch\_ \[ngoặc\] \# đầu",
    "> [!CAUTION]\n> NGUYÊN VĂN ĐỔI",
    "Giá 5%: “được”, 25/12; a_b *c*",
]


@pytest.mark.parametrize("text", KEPT)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert sanitised(text, PLACES) == (text, False)


DEAD = {
    "script": ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
    "tag with an attribute": ('<details onclick="x">', '&lt;details onclick="x">'),
    "image tag": ("<img src=//a.b/c>", "&lt;img src=//a.b/c>"),
    "anchor tag": ("<a href='https://a.b'>", f"&lt;a href='https:{BREAK}//a.b'>"),
    "our own marker": ("<!-- plan-proposal -->", "&lt;!-- plan-proposal -->"),
    "image": ("![a](https://a.b/c.png)", f"[a]{BREAK}(https:{BREAK}//a.b/c.png)"),
    "image of ours": (f"!![a]({SITE}a.png)", f"[a]({SITE}a.png)"),
    "link to nowhere said": ("[a](co-quan/) [b]()", f"[a]{BREAK}(co-quan/) [b]{BREAK}()"),
    "link away": ("[a](https://a.b/)", f"[a]{BREAK}(https:{BREAK}//a.b/)"),
    "link by a script": ("[a](javascript:alert(1))", f"[a]{BREAK}(javascript:alert(1))"),
    "link with a title": (f"[a]({SITE} 'x')", f"[a]{BREAK}({SITE.replace(':', ':' + BREAK)} 'x')"),
    "link out by dots": (f"[a]({REPO}../../b)", f"[a]{BREAK}({REPO.replace(':', ':' + BREAK)}../../b)"),
    "link out by hidden dots": ("[a](b/%2e%2e/c)", f"[a]{BREAK}(b/%2e%2e/c)"),
    "link to another host": ("[a](//a.b/c)", f"[a]{BREAK}(//a.b/c)"),
    "link to a like name": ("[a](https://trang.example/ke-hoach2/)", f"[a]{BREAK}(https:{BREAK}//trang.example/ke-hoach2/)"),
    "reference": ("[a][b]\n\n[b]: https://a.b", f"[a][b]\n\n[b]{BREAK}: https:{BREAK}//a.b"),
    "reference in a quote": ("> [b]: //a.b", f"> [b]{BREAK}: //a.b"),
    "bare address": ("HTTPS://a.b", f"HTTPS:{BREAK}//a.b"),
    "address in brackets": ("<https://a.b>", f"&lt;https:{BREAK}//a.b>"),
    "address behind backslashes": (r"https\:\//a.b https:/\/a.b", rf"https\:{BREAK}\//a.b https:{BREAK}/\/a.b"),
    "address without a scheme": (r"WWW.a.b www\.a.b", rf"WWW{BREAK}.a.b www{BREAK}\.a.b"),
    "mail": ("a@b.example", f"a@{BREAK}b.example"),
    "name": ("@bao-tri", f"@{BREAK}bao-tri"),
    "name behind a backslash": ("\\@bao-tri", f"\\@{BREAK}bao-tri"),
    "name as an entity": ("&#64;bao-tri &commat;x", f"&amp;#{BREAK}64;bao-tri &amp;commat;x"),
    "issue": ("fixes #12, nhom/khac#3, GH-4, gh\\-4", f"fixes #{BREAK}12, nhom/khac#{BREAK}3, GH{BREAK}-4, gh{BREAK}\\-4"),
    "drawing": ("```mermaid\na-->b\n```", "```\na-->b\n```"),
    "drawing in a quote": ("> ~~~ geojson `x`\n> {}", "> ~~~\n> {}"),
    "formula": ("$$\\href{x}{y}$$", f"${BREAK}${BREAK}\\href{{x}}{{y}}${BREAK}${BREAK}"),
    "hidden": ("a\u202eb\u200bc\x00d\ufeff\U000e0041", "abcd"),
    "hidden inside a name": ("@\u2060bao\u200b-tri", f"@{BREAK}bao-tri"),
    "hidden inside a link": ("]\u200b(https\u200b://a.b)", f"]{BREAK}(https:{BREAK}//a.b)"),
}


@pytest.mark.parametrize(("text", "instead"), DEAD.values(), ids=DEAD)
def test_what_would_act_is_shown_instead(text: str, instead: str) -> None:
    assert safe(text) == instead


@pytest.mark.parametrize("text", [hostile for hostile, _ in DEAD.values()])
@pytest.mark.parametrize("around", ["{}", "<b>{}</b>", "`{}`", "[{}](trang/)", "> - 1. {}", "|{}|", "!{}", "\\{}", "&amp;{}&lt;", "{}{}"])
def test_nothing_acts_wherever_it_stands(text: str, around: str) -> None:
    """Read as the service reads it: no tag but ours, no link out, no name, no number, no image."""
    shown = safe(around.replace("{}", text))
    tags = set(re.findall(r"<[^>]*>", shown))
    assert tags <= {"<b>", "</b>"}
    assert all(target.startswith((SITE, REPO)) for target in re.findall(r"\]\(([^)]*)", shown))
    without = re.sub(r"\]\([^)]*\)", "", shown)
    assert not re.search(r"@[\w-]|\w\\?:(?=\\?/\\?/)|(?i:www\\?\.)|#\d|(?i:gh\\?-\d)|!\[|\]:|\$(?!\u200b)", without)


def test_long_text_is_cut_at_a_line() -> None:
    shown, cut = sanitised("Một dòng chữ.\n" * 100_000, PLACES)
    assert cut
    assert LIMIT - 20 < len(shown) <= LIMIT
    assert shown.endswith("chữ.")


@pytest.mark.parametrize("text", ["a" * 1_000_000, "](" * 500_000, "@" * 1_000_000, "<details>" * 111_111, "![" * 500_000, "\n" * 1_000_000])
def test_a_million_characters_stay_within_the_limit(text: str) -> None:
    assert len(safe(text)) <= LIMIT


HARD = [
    "!", "![", "!!\\[", "]", "](", "](http://", "](http://a", "a:", "a\\:", "www\\", "GH\\", "gh-", "#", "`", "```", "```a", "```a\n", "\n```\n", "~~~",
    ">", "> ", "1", "*+-.)", "<", "</", "<details", "<b ", "&", "&lt", "&#3", "[", "\\[", "\\", "\u0301\u0323", "a\u0301\u0323", "\u200b",
]  # fmt: skip


@pytest.mark.parametrize("ending", ["", "x", "\n", "`", "\\"])
@pytest.mark.parametrize("text", HARD)
def test_no_text_keeps_the_machine_busy(text: str, ending: str) -> None:
    """As much as is ever looked at, of what a search could try again from every place: quadratic time would not end."""
    assert len(safe(text * (120_000 // len(text)) + ending)) <= LIMIT


COPIED = "<<<<<<< HEAD\n# yaml-language-server: $schema=../a.json\ncolour: '#8f2f2b'\n@ai & ![a](//b.c) ~~~ ``\n======="
FENCES = {
    "plain": f"Sửa:\n\n```text\n{COPIED}\n```\n\nxong @ai",
    "longer than what is in it": f"Sửa:\n\n````text\n```\n{COPIED}\n```\n````\nxong @ai",
    "first": f"```\n{COPIED}\n```\nxong @ai",
}
NOT_SURE = {
    "never closed": f"Sửa:\n\n```text\n{COPIED}",
    "closed by another": f"Sửa:\n\n```text\n{COPIED}\n````",
    "inside a tag": f"<details>\n```\n{COPIED}\n```",
    "inside another": f"~~~\n\n```\n\n~~~\n\n{COPIED}\n\n```",
    "inside an indented one": f"  ```\n\n```\n\n{COPIED}\n\n```",
    "inside one behind a hidden character": f"`\u200b``x\n\n```\n\n{COPIED}\n\n```",
    "behind a letter that becomes a backtick": f"\u1fef``x\n\n```\n\n{COPIED}\n\n```",
    "in a list": f"- a\n\n  ```\n  {COPIED}\n  ```",
    "a drawing": f"\n\n```mermaid\n{COPIED}\n```",
    "closed early": f"\n\n```\n```\n{COPIED}\n```",
    "closed with spaces": f"\n\n```\n ``` \n{COPIED}\n\n```\n",
}


@pytest.mark.parametrize("text", FENCES.values(), ids=FENCES)
def test_what_is_copied_from_a_fence_is_to_the_letter(text: str) -> None:
    shown = safe(text)
    assert COPIED in shown
    assert shown.endswith(f"xong @{BREAK}ai")


@pytest.mark.parametrize("text", NOT_SURE.values(), ids=NOT_SURE)
def test_what_may_be_no_fence_is_made_harmless(text: str) -> None:
    shown = safe(text)
    assert "@ai" not in shown
    assert "![" not in shown
    assert "&lt;&lt;" in shown
