"""What every workflow keeps to, read from the files themselves, and that the linters we trust with the rest do find faults."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from built import ROOT

FOLDER = ROOT / ".github" / "workflows"
SCRIPTS = ROOT / ".github" / "scripts"
PATHS = sorted(FOLDER.glob("*.yml"))
TEXTS = {path.stem: path.read_text("utf-8") for path in PATHS}
FLOWS = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
STEPS = [(name, job, step) for name, flow in FLOWS.items() for job, its in flow["jobs"].items() for step in its["steps"]]
RUNS = [(name, job, step["run"]) for name, job, step in STEPS if "run" in step]
FETCH = re.compile(
    r"for name in ([a-z_ ]+); do\n"
    r'  gh api --header "Accept: application/vnd\.github\.raw" '
    r'"repos/\$GITHUB_REPOSITORY/contents/\.github/scripts/\$name\.py\?ref=\$GITHUB_SHA" > "\$name\.py"\n'
    r"done\n"
)
"""How the one workflow that may not check anything out gets our own scripts: from the default branch, by name."""
RIGHTS = {
    ("site", "build"): {"contents": "read"},
    ("site", "publish"): {"pages": "write", "id-token": "write"},
    ("proposal", "build"): {"contents": "read"},
    ("comment", "preview"): {"actions": "read", "contents": "read", "pull-requests": "read"},
    ("comment", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
    ("weekly", "audit"): {"contents": "read"},
    ("weekly", "coverage"): {"contents": "read"},
    ("weekly", "successors"): {"contents": "read"},
    ("weekly", "links"): {"contents": "read"},
    ("weekly", "tell"): {"contents": "read", "issues": "write"},
}


def test_every_job_has_the_rights_it_needs_and_no_other() -> None:
    assert {(name, job): its["permissions"] for name, flow in FLOWS.items() for job, its in flow["jobs"].items()} == RIGHTS
    assert all(flow["permissions"] == {} for flow in FLOWS.values())


def test_every_action_is_official_and_pinned_by_commit() -> None:
    used = [line.split("uses:")[1].strip() for text in TEXTS.values() for line in text.splitlines() if "uses:" in line]
    assert len(used) == sum("uses" in step for *_, step in STEPS) >= 15
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_an_action_has_one_commit_everywhere() -> None:
    pins = {tuple(step["uses"].split("@")) for *_, step in STEPS if "uses" in step}
    repositories = {("/".join(name.split("/")[:2]), commit) for name, commit in pins}
    assert len(repositories) == len({name for name, _ in repositories})


def test_nothing_of_an_outsider_runs_with_rights() -> None:
    """No trigger that hands a proposal our secrets; what runs after a proposal's build takes none of its files."""
    triggers = {name: set(flow["on"]) for name, flow in FLOWS.items()}
    assert triggers == {
        "site": {"pull_request", "push"},
        "proposal": {"pull_request"},
        "comment": {"workflow_run"},
        "weekly": {"schedule", "workflow_dispatch"},
    }
    assert [step.get("uses") for name, _, step in STEPS if name == "comment"] == [None] * 4
    assert {name for name, text in TEXTS.items() if "secrets." in text} == {"comment"}
    assert all(step["with"]["persist-credentials"] == "false" for *_, step in STEPS if "actions/checkout" in step.get("uses", ""))


def test_a_promise_is_neither_taken_back_nor_published_without_its_line() -> None:
    """Both builds compare the ledger with the one before; main is kept for publishing only after the ledger was asked."""
    bases = {name: step["env"]["BASE"] for name, _, step in STEPS if step.get("run") == "make check"}
    assert bases == {"proposal": "HEAD^1", "site": "${{ github.event_name == 'pull_request' && 'HEAD^1' || github.event.before }}"}
    steps = FLOWS["site"]["jobs"]["build"]["steps"]
    asked, kept = (at for at, step in enumerate(steps) if step.get("run") == "make registered" or "upload-pages" in step.get("uses", ""))
    assert steps[asked]["run"] == "make registered"
    assert steps[asked]["if"] == steps[kept]["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"


def test_only_main_writes_the_cache() -> None:
    caches = [(name, step) for name, _, step in STEPS if "actions/cache" in step.get("uses", "")]
    assert {step["uses"].split("@")[0] for _, step in caches} == {"actions/cache/restore", "actions/cache/save"}
    saving = [(name, step["if"]) for name, step in caches if "save" in step["uses"]]
    assert saving == [("site", "github.event_name == 'push' && github.ref == 'refs/heads/main'")]
    assert not any("cache" in step.get("with", {}) for *_, step in STEPS)


def test_every_flow_has_an_end_and_no_double() -> None:
    assert all("concurrency" in flow for flow in FLOWS.values())
    assert all(int(job["timeout-minutes"]) <= 30 for flow in FLOWS.values() for job in flow["jobs"].values())


@pytest.mark.parametrize(("name", "job", "run"), RUNS)
def test_a_step_runs_one_command_that_is_tested_here(name: str, job: str, run: str) -> None:
    """A make target or a script of ours that exists; nothing of an expression is ever in it."""
    assert "${{" not in run
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    if run.startswith("make "):
        assert run.removeprefix("make ") in targets
    elif name == "comment" and run.startswith("for "):
        assert FETCH.fullmatch(run), run
    else:
        folder = "" if name == "comment" else ".github/scripts/"
        found = re.fullmatch(rf"python3 {re.escape(folder)}(\w+)\.py", run)
        assert found, run
        assert (SCRIPTS / f"{found[1]}.py").is_file()


def needed(script: str) -> set[str]:
    """A script and every one of ours it imports."""
    text = (SCRIPTS / f"{script}.py").read_text("utf-8")
    ours = {name for name in re.findall(r"^from (\w+) import", text, re.MULTILINE) if (SCRIPTS / f"{name}.py").is_file()}
    return {script}.union(*map(needed, ours))


@pytest.mark.parametrize("job", ["preview", "comment"])
def test_the_flow_without_a_checkout_fetches_just_what_its_script_needs(job: str) -> None:
    fetch, script = [run for name, its, run in RUNS if (name, its) == ("comment", job)]
    listed = FETCH.fullmatch(fetch)
    assert listed
    assert set(listed[1].split()) == needed(script.split()[1].removesuffix(".py"))


def test_the_scripts_need_nothing_installed() -> None:
    names = {
        name.split(".")[0]
        for path in SCRIPTS.glob("*.py")
        for name in re.findall(r"^(?:from|import) ([\w.]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert names <= sys.stdlib_module_names | {path.stem for path in SCRIPTS.glob("*.py")}


def test_every_exception_to_a_linter_says_why() -> None:
    waived = [line for text in TEXTS.values() for line in text.splitlines() if "zizmor: ignore" in line]
    assert len(waived) == 1
    assert all(re.search(r"zizmor: ignore\[[a-z-]+\] \w.{20,}", line) for line in waived)


BAD = """\
name: bad
on: pull_request_target
permissions: write-all
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@main
      - run: echo ${{ github.event.pull_request.title }} ${{ steps.none.outputs.x }}
        shel: bash
"""


def linters() -> Iterator[list[str]]:
    """The commands of `make lint` that read workflows, without the files."""
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].partition("\n\n")[0]
    for line in recipe.splitlines()[1:]:
        command = line.strip().removeprefix("@").replace("$(VENV)/bin", str(Path(sys.executable).parent)).split()
        if command[-1].startswith(".github") and "workflows" in line + "workflows" * ("zizmor" in line):
            yield command[:-1]


LINTERS = list(linters())


@pytest.mark.parametrize("command", LINTERS, ids=lambda command: " ".join(Path(word).name for word in command[:3]))
def test_the_linters_find_faults(command: list[str], tmp_path: Path) -> None:
    """Each of them passes our flows and refuses a bad one, so silence means something."""
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(BAD.replace("    timeout-minutes: 5\n", "" if "timeout" in " ".join(command) else "    timeout-minutes: 5\n"), "utf-8")
    assert len(LINTERS) == 4
    for target, fine in (([str(path) for path in PATHS], True), ([str(bad)], False)):
        done = subprocess.run([*command, *target], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode == 0) is fine, done.stdout + done.stderr
