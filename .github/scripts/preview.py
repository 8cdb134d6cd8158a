"""Publishes a proposal's pages where nothing else is kept, and says where.

The pages come from a proposal, so they may hold any script. They must not stand on the origin of the public site, nor on
one it shares: all `NAME.github.io/…` of one owner are one origin, whatever the repository. So the preview has a repository
of its own, under another owner or another domain, and this script refuses when the hosts are the same. Nothing of the
proposal runs here: its files are written one by one (`artifact`), and the token can write to that one repository only.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from api import Api, ApiError
from artifact import RefusedError, site_files
from pulls import Run, artifact_of, proposal_of, pull_of

TRIES = 3
FOLDER = re.compile(r"de-nghi-(\d+)")


class GitError(Exception):
    """A git command failed; the message names the command, without the token."""


def address(repository: str, named: str) -> str:
    """Where the preview repository is published, ending in `/`."""
    owner, name = repository.split("/")
    return f"{(named or f'https://{owner.lower()}.github.io/{name}').rstrip('/')}/"


def apart(one: str, other: str) -> bool:
    """Two addresses are of different origins, both known."""
    hosts = [(urlsplit(url).hostname or "").lower() for url in (one, other)]
    return all(hosts) and hosts[0] != hosts[1]


def publish(remote: str, folder: str, files: dict[str, bytes], still_open: set[int], settings: dict[str, str]) -> None:
    """Put the files into `folder` of the remote, alone in its history; folders of closed proposals go. Retried when overtaken."""
    for attempt in range(1, TRIES + 1):
        try:
            with tempfile.TemporaryDirectory() as place:
                _publish_once(Path(place) / "repo", remote, folder, files, still_open, settings)
        except GitError:
            if attempt == TRIES:
                raise
        else:
            break


def _publish_once(
    repo: Path, remote: str, folder: str, files: dict[str, bytes], still_open: set[int], settings: dict[str, str]
) -> None:
    def git(*arguments: str) -> str:
        return _git(repo.parent, settings, *arguments)

    safe = ("--config", "core.symlinks=false", "--config", "core.hooksPath=/dev/null")
    git("clone", "--quiet", "--depth=1", *safe, remote, str(repo))
    for old in repo.iterdir():
        found = FOLDER.fullmatch(old.name)
        if old.name == folder or (found and int(found[1]) not in still_open):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    (repo / ".nojekyll").touch()  # else the pages would pass through a template engine
    for name, data in files.items():
        path = repo / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    before = git("-C", str(repo), "rev-parse", "HEAD").strip()
    git("-C", str(repo), "add", "--all", "--force")
    tree = git("-C", str(repo), "write-tree").strip()
    commit = git("-C", str(repo), "commit-tree", tree, "-m", "Preview of the open proposals").strip()
    branch = git("-C", str(repo), "branch", "--show-current").strip()
    git("-C", str(repo), "push", "--quiet", f"--force-with-lease={branch}:{before}", "origin", f"{commit}:refs/heads/{branch}")


def _git(place: Path, settings: dict[str, str], *arguments: str) -> str:
    env = {"PATH": os.environ["PATH"], "HOME": str(place), **settings}
    run = subprocess.run(["git", *arguments], env=env, capture_output=True, text=True, check=False, timeout=300)
    if run.returncode:
        raise GitError(f"git {next(word for word in arguments if word[0] not in '-/')}: thoát với mã {run.returncode}")
    return run.stdout


def git_settings(server: str, token: str) -> dict[str, str]:
    """The token as git takes it without showing it in an address, a command line or a file; and who commits."""
    secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    name, mail = "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
    return {
        "GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraHeader", "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail,
    }  # fmt: skip


def main() -> int:
    repository, token = os.environ["PREVIEW_REPOSITORY"], os.environ.get("PREVIEW_TOKEN", "")
    url = address(repository, os.environ.get("PREVIEW_URL", ""))
    if not token or not apart(url, os.environ.get("SITE_URL", "")):
        print(f"Không đăng bản xem thử: thiếu khóa, hoặc {url} cùng nguồn gốc với trang thật.")
        return 0
    api, run = Api.of_environment(), Run.of_event()
    number = pull_of(api, run) if run else None
    if run is None or number is None:
        print("Không có đề nghị đang mở nào ứng với lần dựng này.")
        return 0
    site = proposal_of(api, artifact_of(api, run)).site
    if site is None:
        print("Lần dựng này không có trang xem thử.")
        return 0
    folder, server = f"de-nghi-{number}", os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    still_open = {int(pull["number"]) for pull in api.listed("/pulls?state=open")}
    publish(f"{server}/{repository}.git", folder, site_files(site), still_open | {number}, git_settings(server, token))
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"url={url}{folder}/\n")
    print(f"Đã đăng bản xem thử: {url}{folder}/")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ApiError, RefusedError, GitError) as error:
        sys.exit(f"không đăng được bản xem thử: {error}")
