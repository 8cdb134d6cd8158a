"""The client's modules as scripts, one for each beginning: a page opened from a folder may load a script, but no module.

The modules under `client/` are plain ES modules, tested as such. To join them no bundler is needed, because they keep to
two forms (`import { a, b } from "./c.js";` on one line, `export` before a declaration) and no two of a script use one name at
top level; `join` refuses whatever does not.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "client"
_IMPORT = re.compile(r'import \{ \w+(?:, \w+)* \} from "\./(\w+)\.js";\n')
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function)\*? (?:\{ )?(\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)


BEGINNINGS = {"client.js": "main", "register.js": "register"}
"""Script -> the module it begins with: search everywhere, and the register on its page."""


@cache
def script(first: str = "main") -> bytes:
    """A module and all it needs, each after what it imports, in one function; comments and indentation are left out."""
    modules = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}
    return join(modules, first)


def join(modules: dict[str, str], first: str) -> bytes:
    """One script of `first` and all it needs. Raises `ValueError` on a form it does not know or a name used twice."""
    order: list[str] = []
    _visit(first, modules, order)
    names: dict[str, str] = {}
    bodies = []
    for name in order:
        body = _IMPORT.sub("", modules[name])
        for declared in _DECLARED.findall(body):
            if names.setdefault(declared, name) != name:
                raise ValueError(f"{declared}: declared in {names[declared]}.js and {name}.js")
        body = re.sub(r"^export (?=async |const |let |class |function)", "", body, flags=re.MULTILINE)
        if re.search(r"^(?:import|export)\b", body, re.MULTILINE):
            raise ValueError(f"{name}.js: an import or export in a form that cannot be joined")
        bodies.append(re.sub(r"\n\s+", "\n", _COMMENT.sub("", body)).strip())
    return ('"use strict";(() => {\n' + "\n".join(bodies) + "\n})();\n").encode()


def _visit(name: str, modules: dict[str, str], order: list[str]) -> None:
    if name in order:
        return
    for needed in _IMPORT.findall(modules[name]):
        _visit(needed, modules, order)
    order.append(name)
