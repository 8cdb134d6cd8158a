"""Joining the client's modules into one script."""

from __future__ import annotations

import re

import pytest

from plan.search.client import BEGINNINGS, FOLDER, join, script


def test_modules_come_after_what_they_need() -> None:
    joined = join(
        {
            "main": 'import { one } from "./a.js";\n// why\nconst started = one();\n',
            "a": 'import { two } from "./b.js";\n/** one */\nexport function one() {\n  return two;\n}\n',
            "b": "export const two = 2;\n",
        },
        "main",
    )
    assert joined.decode() == '"use strict";(() => {\nconst two = 2;\nfunction one() {\nreturn two;\n}\nconst started = one();\n})();\n'


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ({"main": 'import { a } from "./a.js";\nconst b = a;\n', "a": "export const a = 1;\nconst b = 2;\n"}, "b: declared in a.js and main.js"),
        ({"main": 'import * as a from "./a.js";\n'}, "main.js: an import or export in a form that cannot be joined"),
        ({"main": "export default 1;\n"}, "main.js: an import or export in a form that cannot be joined"),
    ],
)
def test_what_cannot_be_joined_is_refused(modules: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        join(modules, "main")


def test_every_module_is_in_a_script() -> None:
    """One function of each module, and no line of a comment."""
    told = "".join(script(first).decode() for first in BEGINNINGS.values())
    for path in FOLDER.glob("*.js"):
        text = path.read_text("utf-8")
        name = next((line for line in text.splitlines() if line.startswith(("export ", "const ", "class "))), "")
        assert name.removeprefix("export ").strip() in told, path.name
    assert "\n//" not in told
    assert "import {" not in told


def test_no_module_uses_what_is_not_exported() -> None:
    """Every imported name is exported by the module named; renaming and defaults do not occur."""
    modules = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.js")}
    exported = {name: set(re.findall(r"^export (?:async )?(?:const|let|class|function)\*? (\w+)", text, re.MULTILINE)) for name, text in modules.items()}
    for name, text in modules.items():
        for names, needed in re.findall(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$', text, re.MULTILINE):
            assert set(names.split(", ")) <= exported[needed], name
        assert not re.search(r"^(?:const|let) [\[{]", text, re.MULTILINE), f"{name}: a declaration that joining cannot see"
        assert not re.search(r"`[^`$]*\n", re.sub(r"`[^`\n]*`", "", text)), f"{name}: a text of several lines"
