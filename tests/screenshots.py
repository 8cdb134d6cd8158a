"""The pictures of CONTRIBUTING.md, taken from the site itself: `make screenshots`.

Builds the site as CI does, with an address and a repository, opens the pages in the browser of the tests and writes small
pictures. The form editor works on a scratch repository. Only our own pages are shown: the hosting service's forms look as it
likes, so the guide describes them in words.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from built import FLAGS, REPO_URL, ROOT, SITE_URL, build, chromium, serve
from code_host import REPOSITORY, CodeHost, serve_host
from desk import Desk

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


FORM = "sua-bang-bieu-mau"
"""The picture of a form: a note open, its text changed and not yet saved."""


def take(browser: Browser, root: str, picture: Picture) -> bytes:
    view: ViewportSize = {"width": picture.width, "height": picture.height}
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


def take_form(browser: Browser, folder: Path) -> bytes:
    """Signed in with the scratch repository, at a note of a document. Tall at first: the editor draws only what one can see."""
    shutil.copytree(ROOT / "data", folder / "repository" / "data")
    host = CodeHost(folder / "repository")
    host.begin()
    serving = serve_host(host)
    next(serving)
    site = build("data", folder / "form-site", SITE_URL=SITE_URL, REPO_URL=REPOSITORY, FORM_API_URL=host.api)
    address = next(server := serve(site.folder))
    page = browser.new_page(viewport={"width": 1000, "height": 3000}, locale="vi-VN", color_scheme="light", reduced_motion="reduce")
    desk = Desk(page, host, address)
    desk.sign_in()
    desk.open("Tệp chung", "Văn bản được viện dẫn")
    desk.unfold("1983-qd-ttg")
    desk.unfold("Ở tên Kế hoạch")
    desk.rewrite("Ở tên Kế hoạch", "được in hoa", "in hoa")
    text = desk.text("Ở tên Kế hoạch")
    page.set_viewport_size({"width": 1000, "height": 640})
    text.evaluate("it => it.scrollIntoView({ block: 'center' })")
    text.click()
    page.wait_for_timeout(1000)
    shot = page.screenshot()
    page.close()
    next(server, None)
    next(serving, None)
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
        shots = {picture.name: take(browser, root, picture) for picture in PICTURES}
        shots[FORM] = take_form(browser, Path(folder))
        for name, shot in shots.items():
            data = small(shot)
            if len(data) > LIMIT:
                raise SystemExit(f"{name}.png: {len(data)} byte (tối đa {LIMIT})")
            (IMAGES / f"{name}.png").write_bytes(data)
            print(f".github/images/{name}.png  {len(data)} byte")
        browser.close()
        next(server, None)


if __name__ == "__main__":
    main()
