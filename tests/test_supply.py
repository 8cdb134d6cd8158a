"""What is installed is what is written down: every lock by sums alone, every licence as its package tells it, and the site is
built with the packages of its lock and no other."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import supply
from built import ROOT, SMALL
from plan import DataError
from plan.form import VERSION
from plan.inventory import Package

ALL = supply.read()
MOST = 40
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))


def test_there_are_few_packages() -> None:
    assert len(ALL.packages) <= MOST
    assert LOCKS == ["requirements-audit.txt", "requirements-successors.txt", "requirements-test.txt", "requirements.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_by_sum_and_names_no_address(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert lines
    assert not [line for line in lines if "://" in line or " @ " in line or line.startswith("-")]
    for number, line in enumerate(lines):
        if not line.startswith(" "):
            assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[^ ;]+( ; [^\\]+)? \\", line), line
            assert re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", lines[number + 1]), line


def tracked(*shapes: str) -> list[str]:
    """Files of the repository, as git has them."""
    listed = subprocess.run(["git", "ls-files", "--", *shapes], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


LOCKS_OF_NODE = tracked("**package-lock.json")


def test_every_list_of_packages_of_node_has_its_lock() -> None:
    assert "tests/audit/package-lock.json" in LOCKS_OF_NODE
    assert [str(Path(name).with_name("package.json")) for name in LOCKS_OF_NODE] == tracked("**package.json")


@pytest.mark.parametrize("name", LOCKS_OF_NODE)
def test_a_lock_of_node_names_a_sum_for_each_package_and_no_address(name: str) -> None:
    packages = json.loads((ROOT / name).read_text("utf-8"))["packages"]
    found = {package: entry for package, entry in packages.items() if package}
    assert found
    for package, entry in found.items():
        assert entry["integrity"].startswith("sha512-"), package
        assert "resolved" not in entry, package


def test_nothing_is_installed_but_from_a_lock() -> None:
    """By every command of ours: with pip by sums, with npm what its lock says."""
    pip, npm = re.compile(r"-m[\"', ]+pip[\"', ]+install.*"), re.compile(r"(?:\bnpm[\"', ]+(?:i|install|add|exec)\b|\bnpx\b).*")
    found = []
    for name in tracked("Makefile", "tests/*.py", "tests/*.sh", ".github/workflows/*", ".github/scripts/*"):
        text = (ROOT / name).read_text("utf-8")
        found += pip.findall(text)
        assert not npm.findall(text), name
    assert len(found) >= 4
    assert not [line for line in found if "--require-hashes" not in line]


@pytest.mark.parametrize("package", ALL.packages, ids=lambda package: package.name)
def test_a_package_runs_on_the_oldest_python_we_name(package: Package) -> None:
    """The lock is made for that version; a pin lifted by hand or by a bot must keep to it."""
    floor = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"].removeprefix(">=")
    asked = importlib.metadata.metadata(package.name).get("Requires-Python") or ""
    assert SpecifierSet(asked).contains(floor), asked


def test_a_missing_lock_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^requirements\.txt:1:1: không đọc được tệp này"):
        supply.read(tmp_path)


# -- licences ------------------------------------------------------------------------------------------------------

SAID_BY_CLASSIFIER = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
UNCLEAR = {"hjson": "MIT or the Academic Free License, at choice: we take MIT"}
"""Packages whose own words are no name of one licence."""


def told(name: str) -> set[str]:
    """What a package says of its licence: by expression, by a field that holds a name, or by classifier."""
    meta = importlib.metadata.metadata(name)
    if expression := meta.get("License-Expression"):
        return {expression}
    field = {(meta.get("License") or "").strip()} & {package.licence for package in ALL.packages}
    classifiers = (line.split(" :: ")[-1] for line in meta.get_all("Classifier", []) if line.startswith("License"))
    return field or {SAID_BY_CLASSIFIER[name] for name in classifiers if name in SAID_BY_CLASSIFIER}


@pytest.mark.parametrize("package", ALL.packages, ids=lambda package: package.name)
def test_a_licence_is_the_one_its_package_tells(package: Package) -> None:
    assert importlib.metadata.version(package.name) == package.version
    if package.name in UNCLEAR:
        assert package.licence in told(package.name)
    else:
        assert told(package.name) == {package.licence}


PLAIN = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0", "MIT-CMU", "ISC", "OFL-1.1"}


def test_every_licence_lets_anybody_use_and_pass_on() -> None:
    named = {name for entry in (*ALL.packages, *ALL.parts) for name in entry.licence.split(" OR ")}
    assert named <= PLAIN


def test_the_texts_are_those_of_the_licences() -> None:
    folder = ROOT / "docs/assets/licences"
    assert (folder / "ours.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    for part in ALL.parts:
        *_, package = part.purl.split("/")
        name = package.partition("@")[0]
        text = supply._on_disk(ROOT, part.text).read_text("utf-8")
        words = {"MIT": "Permission is hereby granted", "ISC": "Permission to use", "OFL-1.1": "SIL OPEN FONT LICENSE", "Apache-2.0": "Apache License"}
        assert words[part.licence.split(" OR ")[0]] in text, part.id
        own = folder / f"{name}.txt"
        if own.exists() and part.purl.startswith("pkg:pypi/"):
            (theirs,) = (f for f in importlib.metadata.files(name) if f.name.startswith(("LICENSE", "LICENCE")))
            assert own.read_bytes() == theirs.locate().read_bytes()


def test_the_parts_of_the_editor_are_the_ones_vendored() -> None:
    version = {part.id: part.version for part in ALL.parts}
    assert version["sveltia-cms"] == VERSION
    script = (ROOT / "hooks/vendor/form/sveltia-cms.js").read_text("utf-8")
    assert f"@license DOMPurify {version['dompurify']} " in script
    assert f"version=`{version['react']}`" in script
    making = (ROOT / "hooks/tools/vendor_form.py").read_text("utf-8")
    for name in ("yaml", "material-symbols"):
        assert re.search(rf"{name}[a-z-]*(:vf)?@{re.escape(version[name])}", making), name


# -- nothing else is needed ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the packages of the lock, linked from the one that runs the tests, and no other."""
    folder = tmp_path_factory.mktemp("only") / "venv"
    venv.create(folder, symlinks=True, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    for package in ALL.packages:
        files = importlib.metadata.files(package.name)
        tops = {file.parts[0] for file in files if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            (packages / top).symlink_to(files[0].locate().parents[len(files[0].parts) - 1] / top)
    return folder / "bin" / "python"


def test_the_site_is_built_with_the_packages_of_the_lock_alone(python: Path, tmp_path: Path) -> None:
    missing = subprocess.run([python, "-c", "import pytest"], capture_output=True, check=False)
    assert missing.returncode, "the tests' own packages can be reached: this proves nothing"
    env = {"PLAN_DATA": str(SMALL), "SITE_DIR": str(tmp_path / "site"), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    for command in ("check", "site"):
        done = subprocess.run(
            [python, ROOT / "hooks/build.py", command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/tai-ve/sbom.cdx.json").is_file()


@pytest.mark.parametrize("module", ["compare", "tidy", "links", "ledger", "mkdocs.commands.serve", "mkdocs.livereload"])
def test_every_other_command_finds_what_it_imports(module: str, python: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'hooks')!r}); import {module}"
    done = subprocess.run([python, "-W", "error", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
