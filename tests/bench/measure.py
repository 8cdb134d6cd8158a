"""Search measured: how well, how fast, how many bytes; on the real plan and on one fifty times as large, beside a peer.
Exports measured beside the pages of the same plan, checks beside reading the same files and no more.

    make bench

Prints tables. Speeds depend on the machine, so what to compare is printed side by side from one run: ours and MiniSearch
(same texts, folded alike) in the same page. Bytes are gzip -6, as servers send them, counted by what the browser asked for.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "hooks"), str(TESTS)]

from bench.large import amend, enlarge, write  # noqa: E402
from built import FLAGS, SITE_URL, build, chromium, serve  # noqa: E402
from plan import Plan, examine, load  # noqa: E402
from plan.exports import calendars, office, open_data  # noqa: E402
from plan.pages import Site, search, stylesheet  # noqa: E402
from plan.pages.leaf import Leaf  # noqa: E402
from plan.report import group  # noqa: E402
from plan.report import text as lines_of_report  # noqa: E402
from plan.search import entries, files  # noqa: E402
from search.quality import ASK, FREE, LITERAL, MODES, Score, place, read  # noqa: E402

TIMES = 50
NO_WAITING = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
"""A frame is painted when it is ready, so that waiting for the screen does not count."""
PAINTED = """async texts => {
  const field = document.querySelector("main input[type=search]"), times = [];
  for (const text of texts) {
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(done => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
    times.push(performance.now() - start);
  }
  return times;
}"""
OURS = "async texts => { const times = []; for (const t of texts) { const s = performance.now(); planSearch.search(t); times.push(performance.now() - s); } return times; }"
PEER = """rows => {
  const fold = (term) => term.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\\p{M}/gu, "");
  window.peer = new MiniSearch({
    fields: ["title", "text", "names"], tokenize: (text) => text.normalize("NFC").match(/[\\p{L}\\p{N}]+/gu) ?? [],
    processTerm: (term) => [...new Set([term.toLowerCase(), fold(term)])],
    searchOptions: { prefix: (_, i, terms) => i === terms.length - 1, fuzzy: 0.2 },
  });
  window.peer.addAll(rows);
}"""
PEER_TIMES = "texts => texts.map(t => { const s = performance.now(); peer.search(t); return performance.now() - s; })"
PEER_FOUND = "texts => texts.map(t => peer.search(t).map(r => r.id))"


def main() -> None:
    plan = load(ROOT / "data")
    large = enlarge(plan, TIMES)
    queries = read()
    rendering((("real plan", plan), ("5 times", enlarge(plan, 5))))
    checking(plan)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        real = build("data", Path(folder) / "real").folder
        big = search_site(large, Path(folder) / "large")
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *NO_WAITING])
        for address in serve(real):
            page = opened(browser, address)
            add_peer(page, plan)
            quality(page)
            for mode, as_typed in MODES.items():
                if mode in ("accented", "prefix"):
                    speed(f"{len(plan.provisions)} provisions, {mode}", page, [as_typed(query.text) for query in queries])
            transfer("real plan", browser, address, real, [query.text for query in queries[::40]])
            break
        for address in serve(big):
            page = opened(browser, address)
            add_peer(page, large)
            typed = [" ".join(p.wording.split()[3 : 3 + 2 + n % 5]) for n, p in enumerate(large.provisions[50::25]) if p.area or p.agency]
            page.evaluate(PAINTED, typed)  # fetches every part the queries need
            page.wait_for_load_state("networkidle")
            speed(f"{len(large.provisions)} provisions, phrases", page, typed)
            speed(f"{len(large.provisions)} provisions, our queries", page, warmed(page, [query.text for query in queries]))
            transfer("50 times", browser, address, big, [*typed[::20], *(query.text for query in queries[::40])])
            break
        browser.close()


def rendering(plans: Sequence[tuple[str, Plan]]) -> None:
    """What each kind of export costs, beside all pages of the same plan in the same run."""
    print("\nRendering, seconds of processor and share of the pages\n")
    kinds: dict[str, Callable[[Plan], object]] = {
        "pages": lambda plan: [Site(plan).document(page) for page in Site(plan).pages()],
        "open data": lambda plan: open_data(plan, SITE_URL),
        "calendars": lambda plan: calendars.files(plan, SITE_URL),
        "Word and Excel": lambda plan: office.files(plan, SITE_URL),
    }
    for what, plan in plans:
        spent = {}
        for name, make in kinds.items():
            started = time.process_time()
            make(plan)
            spent[name] = time.process_time() - started
            print(f"  {what:12} {name:15} {spent[name]:7.2f}  {spent[name] / spent['pages']:5.2f}")


def checking(plan: Plan) -> None:
    """What `make check` does, on the real data and on 45 times as much: clean, with a wrong word in each file, with a key
    misspelt everywhere, with a fifth of it worded anew; beside the fastest YAML reader of Python on the same files."""
    print("\nChecking the data, seconds of processor\n")
    with tempfile.TemporaryDirectory() as name:
        many = enlarge(plan, 45)
        large = write(many, ROOT / "data", Path(name) / "large")
        amended = shutil.copytree(large, Path(name) / "amended")
        amend(many, amended, len(many.provisions) // 5)
        for what, folder, old, new in (
            ("real plan", ROOT / "data", "", ""),
            ("45 times", large, "", ""),
            ("45 times, a word wrong in each file", large, " và ", " vaf "),
            ("45 times, a key misspelt everywhere", large, "short_title:", "short_titel:"),
            ("45 times, a fifth worded anew", amended, "", ""),
        ):
            data = shutil.copytree(folder, Path(name) / "data", dirs_exist_ok=True) if old else folder
            for path in data.glob("*/*.yml") if old else ():
                path.write_text(path.read_text("utf-8").replace(old, new, 1 if old[0] == " " else -1), "utf-8")
            started = time.process_time()
            found, problems = examine(data)
            findings = group(problems)
            report = "\n".join(lines_of_report(findings, lambda _: ()))
            spent = time.process_time() - started
            started = time.process_time()
            for path in data.rglob("*.yml"):
                yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
            peer = time.process_time() - started
            count = len(found.provisions) if found else 0
            print(f"  {what:36} {count:5} provisions {spent:6.2f}   reading alone {peer:5.2f}   {len(problems):5} problems,"
                  f" {len(findings)} findings, {len(report.splitlines())} lines")  # fmt: skip


def search_site(plan: Plan, folder: Path) -> Path:
    """Only what searching needs of a plan's site."""
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    site = Site(plan)
    page = search.page(Leaf(plan, site.options, "tim-kiem/"))
    (folder / page.url).mkdir(parents=True)
    (folder / page.url / "index.html").write_text(site.document(page), encoding="utf-8")
    (folder / "assets" / "plan.css").write_text(stylesheet(plan), encoding="utf-8")
    (folder / "assets" / "search").mkdir()
    for name, content in files(plan).items():
        (folder / "assets" / "search" / name).write_bytes(content)
    return folder


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)  # no page lets the peer in
    page.goto(f"{address}tim-kiem/?q={quote('a')}")
    page.wait_for_function("() => Boolean(window.planSearch?.view)")
    page.evaluate("planSearch.ask('a')")
    return page


def warmed(page: Page, typed: list[str]) -> list[str]:
    """The same queries once every part they need is here."""
    for text in typed:
        page.evaluate("text => planSearch.ask(text)", text)
    return typed


def add_peer(page: Page, plan: Plan) -> None:
    page.add_script_tag(path=str(TESTS / "node_modules/minisearch/dist/umd/index.js"))
    provisions = [e for e in entries(plan) if e.kind in ("provision", "agency", "area")]
    page.evaluate(PEER, [{"id": e.id, "title": e.title, "text": e.text, "names": " | ".join((*e.names, *e.context))} for e in provisions])


def quality(page: Page) -> None:
    queries = read()
    print(f"\nQuality: success@1 / success@3 on {len(queries)} queries, ours, then MiniSearch\n")
    print(f"{'':10}" + "".join(f"{kind:>20}" for kind in (*LITERAL, *FREE, "all")))
    failed: list[str] = []
    for mode, typed in MODES.items():
        texts = [typed(query.text) for query in queries]
        for who, script in (("ours", ASK), ("MiniSearch", PEER_FOUND)):
            found = page.evaluate(script, texts)
            places = [(query.kind, place(ids, query.wanted)) for query, ids in zip(queries, found, strict=True)]
            scores = [Score.of([at for kind, at in places if wanted in (kind, "all")]) for wanted in (*LITERAL, *FREE, "all")]
            if who == "ours" and mode in ("accented", "plain"):
                rows = zip(texts, queries, places, found, strict=True)
                failed += [f"  {mode:9} {text} ({q.kind}): wanted {', '.join(q.wanted)}; {', '.join(ids[:3])} came first"
                           for text, q, (_, at), ids in rows if at != 1]  # fmt: skip
            print(f"{mode if who == 'ours' else '  peer':10}" + "".join(f"{s.first:>13.3f} {s.third:.3f} " for s in scores))
    print("\nNot first:\n")
    print("\n".join(failed))


def speed(what: str, page: Page, typed: Sequence[str]) -> None:
    """Query to painted results at full speed and four times slower; and the search alone, beside the peer's."""
    session = page.context.new_cdp_session(page)
    print(f"\nSpeed: {what}, {len(typed)} queries, ms (median / p95 / max)\n")
    for rate in (1, 4):
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.evaluate(PAINTED, list(typed[:20]))
        print(f"  query to painted results, CPU {rate}x slower   {spread(page.evaluate(PAINTED, list(typed)))}")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    ours, peer = page.evaluate(OURS, list(typed)), page.evaluate(PEER_TIMES, list(typed))
    ratio = statistics.median(ours) / max(1e-3, statistics.median(peer))
    print(f"  search alone, ours                      {spread(ours)}")
    print(f"  search alone, MiniSearch                {spread(peer)}   ours / MiniSearch {ratio:.2f}")


def spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):6.1f} / {ordered[int(len(ordered) * 0.95)]:6.1f} / {ordered[-1]:6.1f}"


def transfer(what: str, browser: Browser, address: str, folder: Path, typed: Sequence[str]) -> None:
    """Bytes of client and index until the first result stands, each query in a fresh browser."""
    print(f"\nTransfer: {what}, kB gzip until the first result, and in all\n")
    rows = []
    for text in typed:
        first, total = fresh(browser, address, folder, text)
        if total:
            rows.append((first, total, text))
    for first, total, text in sorted(rows)[-3:]:
        print(f"  {first / 1000:7.1f} {total / 1000:7.1f}  {text[:60]}")
    firsts = [first for first, _, _ in rows]
    print(f"  first result: median {statistics.median(firsts) / 1000:.1f}, largest {max(firsts) / 1000:.1f} over {len(rows)} queries")


FIRST = """new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-search-results] .result")) return;
  window.atFirst = performance.getEntriesByType("resource").filter(entry => entry.responseEnd).map(entry => entry.name);
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def fresh(browser: Browser, address: str, folder: Path, text: str) -> tuple[int, int]:
    """Bytes of client and index when the first result stood, and when nothing more was asked for; 0 when there was none."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.add_init_script(FIRST)
    page.goto(f"{address}tim-kiem/?q={quote(text)}")
    page.wait_for_load_state("networkidle")
    first = page.evaluate("window.atFirst ?? []")
    context.close()

    def size(urls: Sequence[str]) -> int:
        names = {urlsplit(url).path.lstrip("/") for url in urls if "/assets/search/" in url}
        return sum(len(gzip.compress((folder / name).read_bytes(), 6)) for name in names)

    return size(first), size(asked) if first else 0


if __name__ == "__main__":
    main()
