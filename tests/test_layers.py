"""The arrows between the modules, and what the core must never reach for.

`ARROWS` is the map of the core: a module, and the modules it may import. Each may only name ones above it, so there
is no circle. A new module must be added here, which is the moment to ask whether it is needed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import ROOT

HOOKS = ROOT / "hooks"
CORE = HOOKS / "plan"

ARROWS: dict[str, set[str]] = {
    # know nothing of ours
    "syntax": set(),
    "source": {"syntax"},
    "vietnamese": set(),
    "references": set(),
    "colours": set(),
    "names": {"references"},
    "narrative": {"source"},
    "report": {"source", "vietnamese"},
    "layout": {"syntax"},
    "words": set(),
    "external": set(),
    "inventory": {"source"},
    "policy": set(),
    "accessibility": set(),
    # data to plan
    "schema": {"vietnamese"},
    "file_schemas": {"schema"},
    "folder": {"schema", "source", "vietnamese"},
    "linework": {"layout", "schema"},
    "canonical": {"folder", "layout", "linework", "schema", "source", "vietnamese"},
    "model": {"names", "references", "schema", "source", "vietnamese"},
    # the plan in plain words, for whoever shows it
    "duties": {"model", "references", "schema", "vietnamese"},
    "changes": {"schema", "source", "vietnamese"},
    "telling": {"changes", "model"},
    "history": {"changes"},
    "consequences": {"duties", "model"},
    "digest": {"changes", "model", "telling", "vietnamese", "words"},
    "gaps": {"duties", "model", "schema"},
    "published": {"model", "vietnamese"},
    "moves": {"model", "published", "schema", "vietnamese"},
    "chronicle": {"changes", "history", "model", "published", "telling"},
    "search": {"duties", "model", "references", "schema", "vietnamese"},
    "tree": {"folder", "references", "source", "vietnamese"},
    "checks": {"colours", "folder", "names", "published", "references", "source", "tree", "vietnamese"},
    "mentioned": {"folder", "model", "references", "source", "tree", "vietnamese"},
    "received": {"folder", "source", "tree"},
    "fidelity": {"folder", "received", "source", "tree"},
    "quoted": {"folder", "received", "references", "source", "tree"},
    "amendments": {"folder", "references", "schema", "source", "tree", "vietnamese"},
    "thesaurus": {"folder", "names", "search", "source"},
    "permanence": {"folder", "model", "moves", "schema", "source", "vietnamese"},
    "load": {
        "amendments", "checks", "fidelity", "folder", "mentioned", "model", "permanence", "quoted", "references", "schema", "source", "thesaurus",
        "tree", "vietnamese",
    },
    "linked_data": {"model"},
    "paper": {"model", "references", "vietnamese"},
    # plan to site: neither of the two knows the other, nor how a plan is loaded
    "wording": {"model", "names", "references", "vietnamese"},
    "pages": {
        "accessibility", "changes", "chronicle", "colours", "digest", "duties", "gaps", "history", "inventory", "linked_data", "model", "moves",
        "paper", "policy", "published", "schema", "search", "source", "vietnamese", "wording", "words",
    },
    "exports": {
        "chronicle", "colours", "digest", "duties", "gaps", "inventory", "linked_data", "model", "moves", "names", "paper", "published", "references",
        "schema", "search", "vietnamese",
    },
    "review": {"changes", "consequences", "model", "moves", "pages", "published", "telling", "vietnamese", "words"},
    "form": {"model", "schema"},
    "macros": {"pages"},
    "sitecheck": set(),
    "offline": set(),
    "plain_files": set(),
    "__init__": {"load", "model", "source"},
}

FILES = sorted(CORE.rglob("*.py"))


def module_of(path: Path) -> str:
    """`pages/home.py` stands in `pages`: a folder is one module to the others."""
    parts = path.relative_to(CORE).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, anywhere in it, as a dotted name from the top."""
    package = ["plan", *path.relative_to(CORE).parts[:-1]] if path.is_relative_to(CORE) else []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield from (f"{name}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """The modules of the core a file of the core imports, its own apart."""
    found = {name.split(".")[1] for name in imports(path) if name.startswith("plan.")}
    known = {module_of(file) for file in FILES}
    return {name if name in known else "__init__" for name in found} - {module_of(path)}


def test_the_map_has_no_circle() -> None:
    above: set[str] = set()
    for module, targets in ARROWS.items():
        assert targets <= above, f"{module} names a module below it"
        above.add(module)


def test_the_map_shows_every_module() -> None:
    assert set(ARROWS) == {module_of(path) for path in FILES}


@pytest.mark.parametrize("module", ARROWS)
def test_imports_follow_the_arrows(module: str) -> None:
    """A module imports what the map says, no more and no less."""
    assert set().union(*(ours(path) for path in FILES if module_of(path) == module)) == ARROWS[module]


def test_only_the_adapter_imports_the_site_generator() -> None:
    generator = {"mkdocs", "material", "mkdocs_macros"}
    users = {
        path.relative_to(HOOKS).as_posix()
        for path in HOOKS.rglob("*.py")
        if generator & {name.split(".")[0] for name in imports(path)}
    }
    assert {"mkdocs_hooks.py"} == users


FORBIDDEN = {
    "http", "httpx", "logging", "os", "random", "requests", "secrets", "shutil", "socket", "ssl", "subprocess", "sys", "time",
    "urllib.request", "uuid", "locale", "getpass", "platform", "tempfile",
}  # fmt: skip


AMBIENT = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "Path.cwd", "Path.home", "path.expanduser"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_the_core_has_no_clock_network_environment_or_chance(path: Path) -> None:
    for name in imports(path):
        steps = name.split(".")
        assert not {".".join(steps[:n]) for n in range(1, len(steps) + 1)} & FORBIDDEN, name
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).split(".")[-1]
            assert f"{owner}.{node.attr}" not in AMBIENT, f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input", "eval", "exec", "open", "__import__"}, f"line {node.lineno}"


@pytest.mark.parametrize("module", ["colours", "model", "references", "schema", "vietnamese", "wording"])
def test_what_answers_questions_reads_no_file(module: str) -> None:
    assert not {"pathlib", "io", "glob", "yaml"} & {name.split(".")[0] for name in imports(CORE / f"{module}.py")}
