"""Editing in a form: what `/quan-tri/` serves, from the same model that reads the data.

A ready-made editor (kept in `hooks/vendor/form`, handed in by the builder) shows the forms; `fields` says which, `client/keep.js`
writes what they say into the files. Only someone with an account where the code lives can use it, and all it can do is propose.
Knows nothing of how a site is built; without a repository there is no form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..model import Plan
from .fields import collections
from .page import page

URL = "quan-tri/"
CLIENT = Path(__file__).parent / "client"
PUBLIC_HOST, PUBLIC_API = "github.com", "https://api.github.com"
VERSION = "0.221.1"
"""Of the editor in `hooks/vendor/form`; it asks for its words at an address with this number in it."""
VENDORED = {
    "sveltia-cms.js": "sveltia-cms.js",
    "icons.woff2": "icons.woff2",
    "yaml.js": "yaml.js",
    "vi.json": f"sveltia-cms@{VERSION}/locales/vi.json",
    "LICENSES.txt": "LICENSES.txt",
}
"""File of `hooks/vendor/form` -> where it is served, from `URL`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Where proposals go."""

    repository: str
    """`owner/name`."""
    address: str
    """Of the repository, for people."""
    api: str = PUBLIC_API
    sign_in: str = ""
    """Of a relay that signs people in with their account; without one they sign in with an access token."""


def host(repository: str, api: str = "", sign_in: str = "") -> Host | None:
    """The host of a repository's address; `None` where the editor cannot reach it: it speaks GitHub's language."""
    parts = urlsplit(repository.rstrip("/"))
    name = parts.path.strip("/").removesuffix(".git")
    if name.count("/") != 1 or not (api or parts.netloc == PUBLIC_HOST):
        return None
    given = {"api": (api or PUBLIC_API).rstrip("/"), "sign_in": sign_in.rstrip("/")}
    return Host(repository=name, address=repository.rstrip("/"), **given)


def files(plan: Plan, where: Host, present: frozenset[str], vendored: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path -> content of all that is served. `present` are the single files the data folder has."""
    ours = {path.name: path.read_bytes() for path in sorted(CLIENT.glob("*.js"))}
    told = {
        "index.html": page(plan, where.address, _origin(where.api), relay=bool(where.sign_in)).encode(),
        "config.json": _json(config(plan, where, present)),
        "sveltia-cms/package.json": _json({"version": VERSION}),
        "sveltia-cms/status.json": _json({"status": {"indicator": "unknown"}}),
    }
    theirs = {VENDORED[name]: content for name, content in vendored.items()}
    return {URL + name: content for name, content in {**ours, **told, **theirs}.items()}


def config(plan: Plan, where: Host, present: frozenset[str]) -> dict[str, object]:
    """What the editor is told: whom to propose to, and the forms."""
    return {
        "load_config_file": False,
        "backend": {
            "name": "github", "repo": where.repository, "api_root": where.api,
            "open_authoring": True, "auth_scope": "public_repo",
            "auth_methods": ["oauth", "token"] if where.sign_in else ["token"],
            **({"base_url": where.sign_in} if where.sign_in else {}),
            "commit_messages": {"update": "Sửa {{path}} bằng biểu mẫu"},
        },
        "publish_mode": "editorial_workflow",
        "media_folder": "docs/assets",
        "app_title": f"Sửa dữ liệu {plan.name}",
        "editor": {"preview": False},
        "show_preview_links": False,
        "output": {"omit_empty_optional_fields": True},
        "collections": collections(plan, present),
    }  # fmt: skip


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
