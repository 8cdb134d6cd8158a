"""A real Chromium, and built sites served to it."""

from __future__ import annotations

from collections.abc import Iterator

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
