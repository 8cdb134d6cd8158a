"""A site taken apart into plain files gives its documents back, byte for byte; the reading here is the test's own."""

from __future__ import annotations

import re

import jinja2
import markdown
import pytest
import yaml

from built import BuiltSite
from plan.plain_files import CONFIG, PAGES, TEMPLATE, is_page, tree


def page(title: str, main: str, *, head: str = "", current: str = "", root: str = "../", foot: str = "") -> str:
    """A small document of the kind we write."""
    mark = f' aria-current="{current}"' if current else ""
    return (
        f'<!doctype html>\n<html lang="vi" data-root="{root or "./"}">\n<head>\n<title>{title} | Văn bản</title>\n'
        f'<meta property="og:title" content="{title}">\n{head}<link rel="stylesheet" href="{root}a.css">\n</head>\n'
        f'<body class="page-x">\n<nav><a href="{root}a/"{mark}>A</a></nav>\n<main>\n{main}\n</main>\n{foot}</body>\n</html>'
    )


def rebuilt(files: dict[str, str]) -> dict[str, str]:
    """What a generator makes of the files: heads read, Markdown run, the template filled in."""
    template = jinja2.Environment().from_string(files[TEMPLATE])
    found = {}
    for path, text in files.items():
        inside = path.removeprefix(PAGES)
        if path.endswith(".md"):
            _, head, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
            given = {
                "meta": yaml.safe_load(head),
                "content": markdown.markdown(body, extensions=["toc", "tables", "fenced_code"]),
            }
            found[inside.removesuffix(".md") + ".html"] = template.render(page=given)
        elif path.startswith(PAGES):
            found[inside] = text
    return found


HOME = page("Nhà", "<p>a</p>", root="")
CASES = {
    "nothing in common but the frame": {"index.html": HOME, "a/index.html": page("A", "<p>b</p>", current="page")},
    "a page below a marked one": {
        "index.html": HOME, "a/index.html": page("A", "", current="page"), "a/b/index.html": page("B", "", root="../../", current="true"),
    },
    "a mark against the rule": {"index.html": HOME, "a/index.html": page("A", ""), "b/index.html": page("B", "", current="page")},
    "braces of a template": {"index.html": page("{{ 7 * 7 }}", "{% if %}", root="", head="{{ a }} {# b #} {%\n", foot="{{ 1 }}\n")},
    "Markdown in the text": {"index.html": page("*a* _b_ # c", "* a\n\n    code\n\n# b\n[x](y) `z`\n\n---\n", root="")},
    "YAML in the head": {"index.html": HOME, "x/index.html": page("a: [b] - null", "", head="---\n...\n\n\n"), "y/index.html": page("true", "")},
    "marks and signs": {"index.html": page("&#34;a&#34; &amp; &lt;b&gt; &#39;", "&amp;amp; &lt;p&gt;", root="")},
    "one text on many pages": {f"{n}/index.html": page(str(n), "", foot="<p>x</p>\n\n" if n % 2 else "<p>y</p>\n") for n in range(12)},
    "a page sent elsewhere": {"index.html": HOME, "c/index.html": page("C", "", head='<meta name="robots" content="noindex">\n')},
    "the error page": {"index.html": HOME, "404.html": page("Không có", "", root="/")},
    "no page at all": {"404.html": "x"},
}  # fmt: skip


@pytest.mark.parametrize("documents", CASES.values(), ids=CASES)
def test_documents_come_back(documents: dict[str, str]) -> None:
    assert rebuilt(tree(documents, "tên")) == documents


@pytest.mark.parametrize("site", ["small_site", "repo_site", "amended_site", "hostile_site", "moved_site"])
def test_whole_sites_come_back(site: str, request: pytest.FixtureRequest) -> None:
    built: BuiltSite = request.getfixturevalue(site)
    documents = {path.relative_to(built.folder).as_posix(): path.read_text("utf-8") for path in built.folder.rglob("*.html")}
    files = tree(documents, "tên")
    assert rebuilt(files) == documents
    assert sum(path.endswith(".md") for path in files) == sum(is_page(*document) for document in documents.items()) >= 20


def test_what_all_pages_say_is_said_once(real_site: BuiltSite) -> None:
    """The template carries the frame; a page's head is short, and its first lines are what any generator asks for."""
    documents = {
        path.relative_to(real_site.folder).as_posix(): path.read_text("utf-8") for path in real_site.folder.rglob("*.html")
    }
    files = tree(documents, "tên")
    heads = [yaml.safe_load(text.split("---\n")[1]) for path, text in files.items() if path.endswith(".md")]
    assert all({"title", "description", "address"} <= head.keys() for head in heads)
    assert all(files[TEMPLATE].count(once) == 1 for once in ('<header class="masthead">', "<footer", "{{ page.content }}"))
    lines = sorted(sum(str(value).count("\n") + 1 for value in head.values()) for head in heads)
    assert lines[len(lines) // 2] <= 25


def test_the_settings_are_the_generators_own() -> None:
    settings = yaml.safe_load(tree(CASES["the error page"], "Tên: trang", "https://a.example/")[CONFIG])
    assert settings["site_name"] == "Tên: trang"
    assert settings["site_url"] == "https://a.example/"
    assert settings["theme"] == {"name": None, "custom_dir": "theme"}
    assert (settings["plugins"], "hooks" in settings) == ([], False)
