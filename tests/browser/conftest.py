"""A real Chromium, and built sites served to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from built import BuiltSite, serve

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def address(real_site: BuiltSite) -> Iterator[str]:
    yield from serve(real_site.folder)


@pytest.fixture(scope="session")
def small_address(small_site: BuiltSite) -> Iterator[str]:
    yield from serve(small_site.folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = (os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=next(filter(None, named), None), args=FLAGS)
        yield launched
        launched.close()
