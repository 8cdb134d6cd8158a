"""The one file that knows MkDocs: writes the pages and exports that `plan` renders into its site, and tells it of them.

Reading order is the order of a build: the plan is loaded, narrative pages get their macros, generated files join
the hand-written ones, every page is wrapped in our own document. Whoever replaces MkDocs rewrites this file only.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
import material
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import bounds
import form_editor
import repository
import supply
import workers
from plan import DataError, form, load, narrative
from plan.exports import jobs
from plan.history import History
from plan.inventory import Inventory
from plan.macros import Macros
from plan.pages import Options, Site, squeezed, stylesheet
from plan.pages import Page as Finished
from plan.source import Place, Problem
from plan.vietnamese import slug
from reporting import told


class State:
    """What one build knows; made anew by `on_config`, so a second build in one process shows edited data."""

    folder: Path
    site: Site
    form: form.Host | None
    macros: Macros
    generated: list[str]
    """Addresses of the pages made from data."""
    later: list[workers.Job]
    """In a preview, what nobody waits for: files that are not pages follow when the pages can be read."""
    refused: list[Problem]
    """What is wrong in hand-written pages, told when all of them were read."""
    behind: workers.Behind | None = None
    serving = False


state = State()


def on_startup(command: str, **_: Any) -> None:
    state.serving = command == "serve"


def on_shutdown() -> None:
    """Nothing is written into a site that is about to go, or to be built anew."""
    if state.behind:
        state.behind.stop()
        state.behind = None


@event_priority(-100)  # after the macros plugin has made its environment
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    on_shutdown()
    folder = Path(os.environ.get("PLAN_DATA") or "data")
    try:
        plan = load(folder, shown=folder.as_posix())
    except DataError as error:
        if not (state.serving and hasattr(state, "site")):
            raise PluginError(str(error)) from None
        print(told(error.problems, "lưu lại; trang đang xem vẫn là bản đúng gần nhất"), flush=True)
        plan = state.site.plan
    state.folder = folder
    state.form = form_editor.host(plan, os.environ)
    state.site = Site(
        plan,
        Options(
            site_url=config.site_url or "",
            edit_url=_edit_url(),
            repository=os.environ.get("REPO_URL", "").rstrip("/"),
            form=form.URL if state.form else "",
            preview=state.serving,
            icon=_icon,
            inventory=_inventory(),
        ),
        _history(folder.resolve(), repository.head(folder)),
    )
    state.macros, state.refused = Macros(state.site), []
    config.plugins["macros"]._env = state.macros.environment()  # type: ignore[attr-defined]  # the plugin keeps it to itself
    config.mdx_configs["toc"]["slugify"] = lambda text, _separator: slug(state.macros.resolve_text(text))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop the theme's own files; add every generated page and export. Two files with one address are refused."""
    started = time.perf_counter()
    for theirs in [file for file in files if file.src_dir and Path(file.src_dir).resolve() != Path(config.docs_dir).resolve()]:
        files.remove(theirs)
    _refuse_strangers(files, Path(config.docs_dir).resolve())
    styles = _taken(files, ".css")
    drafts = state.site.drafts()
    made_by: list[workers.Job] = [*(partial(_page, draft) for draft in drafts), *map(_moved, state.site.moved())]
    beside = list(_exports(state.site, Path(config.docs_dir)))
    state.later = beside if state.serving else []
    at_once = [] if state.serving else beside
    addresses = workers.write([*made_by, partial(_beside, styles), *at_once], Path(config.site_dir))
    copies = state.site.moves.copies(set(addresses))
    for old, new in copies.items():
        target = Path(config.site_dir, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(config.site_dir, new), target)
    made = [Written.at(config, address) for address in (*addresses, *copies)]
    state.generated = [file.url for file in made[: len(drafts)]]
    _refuse_collisions([*files, *made])
    for file in made:
        files.append(file)
    print(f"render  {time.perf_counter() - started:5.2f} s  {len(drafts)} trang sinh từ dữ liệu, {len(made) - len(drafts)} tệp")
    return files


def _taken(files: Files, suffix: str) -> list[File]:
    """Hand-written files of a kind, no longer among those to copy: another text takes their place."""
    found = [file for file in files if file.src_uri.endswith(suffix)]
    for file in found:
        files.remove(file)
    return found


class Written(File):
    """A file that stands in the site already, with nothing left to do for the generator but to find it by links. A page goes
    by the name a hand-written one would have."""

    @classmethod
    def at(cls, config: MkDocsConfig, address: str) -> Written:
        folder, name = posixpath.split(address)
        source = posixpath.join(folder, "index.md") if name == "index.html" else address
        return cls(source, None, config.site_dir, use_directory_urls=True, dest_uri=address, inclusion=InclusionLevel.INCLUDED)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002 (as the generator calls it)
        pass


def _page(draft: Callable[[], Finished]) -> workers.Files:
    page = draft()
    yield f"{page.url}index.html", state.site.document(page)


def _moved(page: Finished) -> workers.Job:
    return partial(_page, lambda: page)


def _beside(styles: list[File]) -> workers.Files:
    """What is neither a page nor made from the plan's words alone."""
    plan = state.site.plan
    yield "assets/plan.css", stylesheet(plan)
    yield from ((file.src_uri, squeezed(file.content_string)) for file in styles)
    yield from ((file, (state.folder / file).read_bytes()) for file in plan.source_files)
    if state.form:
        yield from form_editor.files(plan, state.folder, state.form).items()


def _refuse_strangers(files: Files, docs: Path) -> None:
    """Hand-written files are Markdown with a sound head, or one of the kinds a site is made of; links could publish anything."""
    problems = [str(problem) for file in files for problem in _examined(file, docs)]
    if problems:
        raise PluginError("\n".join(problems))


def _examined(file: File, docs: Path) -> Iterator[Problem]:
    path, shown = Path(str(file.abs_src_path)), f"docs/{file.src_uri}"
    if path.is_symlink() or not path.resolve().is_relative_to(docs):
        yield Problem(shown, 1, 1, "liên kết tượng trưng không được dùng (gợi ý: chép tệp thật vào)")
    elif not path.is_file():
        yield Problem(shown, 1, 1, "đây không phải là tệp thường (gợi ý: bỏ nó đi)")
    else:
        yield from narrative.examine(path.read_bytes(), shown)


def _refuse_collisions(files: list[File]) -> None:
    """One address, one page: the generator would silently show the last of two."""
    written: dict[str, File] = {}
    for file in files:
        other = written.setdefault(file.dest_uri, file)
        if other is not file:
            address = file.url.removesuffix("index.html")
            raise PluginError(f"hai trang cùng một địa chỉ '/{address}': {_named(other)} và {_named(file)} (gợi ý: đổi tên một)")


def _named(file: File) -> str:
    return f"trang sinh từ dữ liệu '{file.src_uri}'" if file.src_dir is None else f"docs/{file.src_uri}"


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """What an author wrote is run once before the plugin runs it: what is wrong is told at its line, and costs little."""
    state.macros.turn_to(page.file.url.removeprefix("./"))
    shown, too_long = _shown(page), f"trang mất hơn {bounds.SECONDS} giây (gợi ý: bỏ vòng lặp lồng nhau, dấu '[' hay '*' lặp lại)"
    bounds.begin(TimeoutError(too_long))
    fault = state.macros.fault(markdown) if page.meta.get("render_macros") else None
    if fault:
        state.refused.append(Problem(shown, narrative.first_line(page.file.content_string) + fault[0], 1, fault[1]))
    bounds.begin(PluginError(str(Problem(shown, 1, 1, too_long))))
    return "" if fault else markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """A narrative page's values take their places only now: no Markdown has run over them."""
    bounds.end()
    for tag in narrative.foreign(html):
        before, found, _rest = page.file.content_string.partition(tag)
        line = before.count("\n") + 1 if found else 1
        told = f"thẻ này không được dùng trong trang: {tag} (gợi ý: bỏ HTML, viết Markdown)"
        state.refused.append(Problem(_shown(page), line, 1, told))
    return state.macros.resolve(html)


def on_build_error(**_: Any) -> None:
    bounds.end()


def _shown(page: Page) -> str:
    return f"docs/{page.file.src_uri}"


def on_env(env: jinja2.Environment, **_: Any) -> jinja2.Environment:
    if state.refused:
        raise PluginError("\n".join(map(str, state.refused)))
    env.globals["document"] = _document
    env.globals["generated"] = state.generated
    env.globals["not_found"] = lambda: Markup(state.site.not_found())
    return env


def on_post_build(config: MkDocsConfig) -> None:
    if state.later:
        state.behind = workers.Behind(state.later, Path(config.site_dir))


def _document(page: Page) -> Markup:
    url, place = page.file.url.removeprefix("./"), Place(f"docs/{page.file.src_uri}", 1, 1)
    ours = state.site.narrative(url, str(page.meta["title"]), str(page.meta["description"]), page.content or "", place)
    return Markup(state.site.document(ours))


def _edit_url() -> Callable[[Place], str | None]:
    """Address of a line of a data file at the built commit; nothing without a repository."""
    repository, commit = os.environ.get("REPO_URL"), os.environ.get("REPO_COMMIT") or "main"

    def address(place: Place) -> str | None:
        if not repository or Path(place.path).is_absolute() or place.path.startswith(".."):
            return None
        return f"{repository.rstrip('/')}/blob/{commit}/{place.path}#L{place.line}"

    return address


@cache
def _history(folder: Path, _head: str) -> History:
    """What git knows of the data, asked once for a commit: a preview rebuilds often."""
    return repository.history(folder)


def _exports(site: Site, docs: Path) -> Iterable[workers.Job]:
    options, faces = site.options, Path(__file__).resolve().parent / "vendor" / "fonts"
    return jobs(
        site.plan, docs / "assets" / "fonts", faces, options.site_url, site.chronicle, options.inventory, form=bool(options.form)
    )


def _inventory() -> Inventory:
    try:
        return supply.read()
    except DataError as error:
        raise PluginError(str(error)) from None


@cache
def _icon(name: str) -> Markup:
    """A Material Design icon as inline SVG; an unknown name gives nothing."""
    path = Path(material.__file__).parent / "templates" / ".icons" / "material" / f"{name}.svg"
    return (
        Markup(path.read_text(encoding="utf-8").replace("<svg ", '<svg class="icon" aria-hidden="true" '))
        if path.is_file()
        else Markup("")
    )
