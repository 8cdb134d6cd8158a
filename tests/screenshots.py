"""The pictures of CONTRIBUTING.md, taken from the site itself: `make screenshots`.

Builds the site as CI does, with an address and a repository, opens the pages in the browser of the tests and writes small
pictures. Only our own pages are shown: the hosting service's forms look as it likes, so the guide describes them in words.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from built import FLAGS, REPO_URL, ROOT, SITE_URL, build, chromium, serve

IMAGES = ROOT / ".github" / "images"
LIMIT = 100_000
COLOURS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`place` is brought into view, a third from the top; `press` is pressed first."""

    name: str
    page: str
    width: int
    height: int
    place: str
    press: str = ""


TOOLS = "summary:has-text('Góp ý')"
"""What opens the ways to report and to mend a provision."""
BESIDE = ".line:has(> * > #v-5-a) .cite summary"
"""What opens, beside a clause of the whole text, the way to its own page."""
PICTURES = (
    Picture(name="bao-loi-dien-thoai", page="co-quan/so-y-te/a/", width=360, height=640, place=TOOLS, press=TOOLS),
    Picture(name="sua-tu-toan-van", page="toan-van/", width=1000, height=640, place="#v-5-a", press=BESIDE),
)


def take(browser: Browser, root: str, picture: Picture) -> bytes:
    view = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=view, locale="vi-VN", color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(root + picture.page, wait_until="networkidle")
    if picture.press:
        page.locator(picture.press).first.click()
        page.mouse.move(0, 0)
    place = page.locator(picture.place).first
    place.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY - innerHeight / 3)")
    page.evaluate("document.fonts.ready")
    shot = page.screenshot()
    context.close()
    return shot


def small(shot: bytes) -> bytes:
    """The same picture in few colours."""
    out = BytesIO()
    Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = build("data", Path(folder) / "site", SITE_URL=SITE_URL, REPO_URL=REPO_URL)
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        root = next(server := serve(site.folder))
        for picture in PICTURES:
            data = small(take(browser, root, picture))
            if len(data) > LIMIT:
                raise SystemExit(f"{picture.name}.png: {len(data)} byte (tối đa {LIMIT})")
            (IMAGES / f"{picture.name}.png").write_bytes(data)
            print(f".github/images/{picture.name}.png  {len(data)} byte")
        browser.close()
        next(server, None)


if __name__ == "__main__":
    main()
