"""A real Chromium, and built sites served to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, sync_playwright

from built import FLAGS, BuiltSite, chromium, serve


@pytest.fixture(scope="session")
def address(real_site: BuiltSite) -> Iterator[str]:
    yield from serve(real_site.folder)


@pytest.fixture(scope="session")
def small_address(small_site: BuiltSite) -> Iterator[str]:
    yield from serve(small_site.folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sites(repo_site: BuiltSite, amended_site: BuiltSite, moved_site: BuiltSite) -> tuple[BuiltSite, ...]:
    """The real plan with all it can link to; what it lacks, from a plan with amendments and from one that moved."""
    return repo_site, amended_site, moved_site


@pytest.fixture(scope="session")
def addresses(
    sites: tuple[BuiltSite, ...], small_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Path, str]]:
    """Each site at the path it believes to stand at: its error page links from the root."""
    found, servers = {}, []
    for site in (*sites, small_site):
        root = tmp_path_factory.mktemp("served")
        path = lxml.html.parse(site.path("404.html")).getroot().get("data-root").strip("/")
        if path:
            (root / path).symlink_to(site.folder)
        servers.append(serve(root if path else site.folder))
        found[site.folder] = next(servers[-1]) + (f"{path}/" if path else "")
    yield found
    for server in servers:
        next(server, None)
