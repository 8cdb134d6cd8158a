"""The register as a reader meets it: typing, choosing, ordering, addresses, the way back, taking it away, paper, no script."""

from __future__ import annotations

import csv
import io
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Download, Page, Route, expect

from built import BuiltSite
from plan import Plan
from plan.duties import COMMON, Duty, register, when
from plan.exports.spreadsheet import guarded
from plan.vietnamese import fold, slug, sort_key

URL = "tra-cuu/"
HEAD = ["Mã", "Tên ngắn (biên tập)", "Bên được nêu", "Gồm (biên tập)", "Chưa chắc gồm (biên tập)", "Vai trò",
        "Nhiệm vụ (biên tập)", "Phối hợp", "Thời hạn", "Văn bản",
        "Đối tượng (biên tập)", "Nhãn", "Nguyên văn", "Trích dẫn", "Địa chỉ"]  # fmt: skip


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(5000)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    made.goto(address + URL)
    yield made
    context.close()
    assert not faults


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(".register tbody tr", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)")


def expect_count(page: Page, count: int, total: int) -> None:
    expect(page.locator("[data-narrow=count]")).to_have_text(f"Đang hiện {count} trong {total}")
    assert len(shown(page)) == count


def ids(duties: list[Duty]) -> list[str]:
    return [duty.provision.id for duty in duties]


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"select[name='{name}']").select_option(value)


def typed(page: Page, text: str) -> list[str]:
    page.locator("#loc-q").fill(text)
    return shown(page)


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# -- narrowing -----------------------------------------------------------------------------------------------------


def test_at_first_everything_is_shown(page: Page, real: Plan) -> None:
    assert shown(page) == ids(list(register(real)))
    expect_count(page, len(register(real)), len(register(real)))
    assert not page.locator("[data-narrow=clear]").is_visible()


def test_an_agency_has_what_is_its_own_what_binds_it_and_what_perhaps_does(page: Page, real: Plan) -> None:
    """Own, certain and doubtful rows; the doubtful ones say so, those through a collective say that too."""
    duties = register(real)
    for agency in real.agencies:
        choose(page, "co-quan", agency.id)
        wanted = [d for d in duties if agency.id in (*d.agencies, *d.doubtful)]
        assert shown(page) == ids(wanted), agency.id
        told = page.eval_on_selector_all(".register tr:not([hidden])", "rows => rows.filter(row => row.querySelector('.through')).map(row => [row.dataset.id, row.querySelector('.through').textContent])")
        through = [(d.provision.id, f"{agency.name}: chưa chắc" if agency.id in d.doubtful else f"Gồm cả {agency.name}") for d in wanted if agency.id not in d.parties]
        assert [tuple(row) for row in told] == through, agency.id
    assert any(d.doubtful for d in duties)


FACETS = [
    ("vai-tro", lambda plan, d, value: slug(d.role) == value),
    ("nhiem-vu", lambda plan, d, value: value in [plan.area(a).slug for a in d.areas]),
    ("phoi-hop", lambda plan, d, value: value in d.provision.partners),
    ("van-ban", lambda plan, d, value: value in plan.documents_of(d.provision)),
    ("doi-tuong", lambda plan, d, value: value in d.provision.groups),
]  # fmt: skip


@pytest.mark.parametrize(("name", "holds"), FACETS, ids=[name for name, _ in FACETS])
def test_each_choice_leaves_the_rows_that_have_it(page: Page, real: Plan, name: str, holds: object) -> None:
    values = page.eval_on_selector_all(f"select[name='{name}'] option", "options => options.map(option => option.value)")[1:]
    checked = 0
    for value in values:
        wanted = ids([d for d in register(real) if holds(real, d, value)])  # type: ignore[operator]
        if wanted:
            choose(page, name, value)
            assert shown(page) == wanted, value
            checked += 1
    assert checked >= min(2, len(values) - 1)


def test_times_and_what_has_none(page: Page, real: Plan) -> None:
    duties = register(real)
    rows = {
        ("han", "co"): [d for d in duties if d.provision.deadlines],
        ("han", "nhip"): [d for d in duties if d.provision.timings],
        ("han", "khong"): [d for d in duties if not when(d.provision)],
        ("nhiem-vu", "moi-nhiem-vu"): [d for d in duties if d.whole],
        ("nhiem-vu", "khong"): [d for d in duties if not d.whole and not d.areas],
        ("phoi-hop", "khong"): [d for d in duties if not d.provision.partners],
        ("vai-tro", slug(COMMON)): [d for d in duties if d.is_common],
    }
    for (name, value), wanted in rows.items():
        page.goto(page.url.partition("?")[0] + f"?{name}={value}")
        assert wanted
        assert shown(page) == ids(wanted), (name, value)


def test_counts_of_choices_are_what_they_would_leave(page: Page, real: Plan) -> None:
    """Under an agency and a typed word, every option tells truly what choosing it gives; those with nothing cannot be chosen."""
    agency = max(real.agencies, key=lambda a: len(real.responsibilities_of(a.id)))
    choose(page, "co-quan", agency.id)
    typed(page, "chinh sach")
    for select in page.locator(".narrow select:not([name=sap])").all():
        name = select.get_attribute("name") or ""
        before = select.input_value()
        options = select.locator("option").evaluate_all("options => options.map(o => [o.value, Number(o.textContent.match(/ \\((\\d+)\\)$/)[1]), o.disabled])")
        for value, count, disabled in options:
            assert disabled == (not count and value not in ("", before)), (name, value)
            if not disabled:
                choose(page, name, value)
                assert len(shown(page)) == count, (name, value)
        choose(page, name, before)


# -- typing --------------------------------------------------------------------------------------------------------


def forms(text: str) -> list[str]:
    return [text, fold(text), text.upper(), unicodedata.normalize("NFD", text), unicodedata.normalize("NFD", text.upper())]


def test_words_are_found_however_they_are_typed(page: Page, real: Plan) -> None:
    """With marks, without, in capitals, decomposed: the same rows; each key narrows or keeps what was there."""
    for text in (real.agencies[4].name, real.agencies[0].name, "ngân hàng", "hộ nghèo"):
        found = [typed(page, form) for form in forms(text)]
        assert found[0]
        assert found[0] == found[2] == found[3] == found[4], text
        assert set(found[0]) <= set(found[1])
        last = shown(page)
        page.locator("#loc-q").fill("")
        for char in text:
            before = set(shown(page))
            page.locator("#loc-q").press_sequentially(char)
            assert set(shown(page)) <= before, text
        assert shown(page) == last


def test_marks_typed_are_meant(page: Page, real: Plan) -> None:
    """`trẻ` is not `trệ`; half a syllable is no other spelling of a whole one."""
    wordings = {d.provision.id: f"{d.provision.short_title} {d.provision.text}" for d in register(real)}
    assert set(typed(page, "trẻ em")) <= {i for i, text in wordings.items() if "trẻ" in text.casefold()}
    assert typed(page, "trẽ em") == []
    assert set(typed(page, "quy")) >= {i for i, text in wordings.items() if "quyết" in text.casefold() or "quy " in text.casefold()}
    assert "khỏe" in "".join(wordings.values())
    assert typed(page, "khoẻ") == typed(page, "khỏe") != []


def test_successors_and_short_names_find_their_agency(page: Page, real: Plan) -> None:
    checked = 0
    for agency in real.agencies:
        own = set(ids([d for d in register(real) if agency.id in (*d.agencies, *d.doubtful)]))
        for name in (*agency.short_names, *(n for s in agency.successors for n in (s.name, *s.also))):
            for form in (name, fold(name)):
                assert own <= set(typed(page, form)), form
                checked += 1
    assert checked > 20


@pytest.mark.parametrize("form", ["{}", "mục {}", "Mục {}"])
def test_an_id_leads_to_its_row(page: Page, real: Plan, form: str) -> None:
    """A path is that row and what lies within; `V.5` is every duty of the item."""
    for duty in register(real):
        path = duty.provision.id
        if "." in path:
            for text in (path, path.lower(), unicodedata.normalize("NFD", path)):
                assert typed(page, form.format(text)) == [path], text
    agency = next(a for a in real.agencies if len(real.responsibilities_of(a.id)) > 1)
    assert typed(page, form.format(agency.provision)) == [p.id for p in real.responsibilities_of(agency.id)]


def test_a_date_and_a_number_are_words(page: Page, real: Plan) -> None:
    due = next(d for d in register(real) if d.provision.deadlines)
    deadline = due.provision.deadlines[0]
    assert due.provision.id in typed(page, f"{deadline.day}/{deadline.month}")
    number = next(real.document(d).entry.number for duty in register(real) for d in real.documents_of(duty.provision) if real.document(d).entry.number)
    assert typed(page, number or "")


HOSTILE = ['<img src=x onerror="document.title=1">', "' onmouseover=document.title=1 x='", "a" * 5000, "%", "\\", "(((", "‮abc", "$&", "đ " * 90]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(page: Page, text: str) -> None:
    page.goto(f"{page.url}?q={quote(text)}&co-quan={quote(text)}&sap={quote(text)}")
    assert page.title() != "1"
    assert not page.locator("main img, main script").count()


def test_nothing_left_says_so_and_leads_on(page: Page, real: Plan) -> None:
    assert typed(page, "qwertzuiop") == []
    none = page.locator("[data-narrow=none]")
    expect(none).to_be_visible()
    assert none.locator("a").evaluate("a => a.search") == "?q=qwertzuiop"
    assert page.locator("[data-take]").evaluate_all("buttons => buttons.every(button => button.disabled)")
    none.get_by_role("button").click()
    expect_count(page, len(register(real)), len(register(real)))
    expect(none).to_be_hidden()
    expect(page.locator("#loc-q")).to_be_focused()


# -- ordering ------------------------------------------------------------------------------------------------------


def test_orders(page: Page, real: Plan) -> None:
    """By a select or by the heading of a column; again, the other way round; what has nothing to order by stays last."""
    duties = list(register(real))
    roles = [role.id for role in real.site.roles] + [COMMON]
    areas = [area.id for area in real.task_areas]
    keys = {
        "co-quan": lambda d: sort_key(real.party_name(d.parties[0])),
        "vai-tro": lambda d: roles.index(d.role),
        "nhiem-vu": lambda d: areas.index(d.areas[0]) if d.areas else len(areas) if d.whole else None,
    }
    for name, key in keys.items():
        some = [d for d in duties if key(d) is not None]
        rest = [d for d in duties if key(d) is None]
        up = ids(sorted(some, key=key)) + ids(rest)
        down = ids(sorted(some, key=key, reverse=True)) + ids(rest)
        choose(page, "sap", name)
        assert shown(page) == up, name
        head = page.locator(f"th[data-sort={name}]")
        assert head.get_attribute("aria-sort") == "ascending"
        head.get_by_role("button").click()
        assert shown(page) == down, name
        assert head.get_attribute("aria-sort") == "descending"
        assert page.locator("th[aria-sort]").count() == 1
        assert asked(page) == {"sap": [name], "nguoc": ["1"]}
        page.locator("[name=nguoc]").uncheck()
        assert shown(page) == up
    page.locator("th[data-sort=han]").get_by_role("button").click()
    times = [bool(d.provision.deadlines) * 2 + bool(d.provision.timings) for d in sorted(duties, key=lambda d: shown(page).index(d.provision.id))]
    assert times == sorted(times, reverse=True)
    assert times[0] == 2
    page.locator("th[data-sort=dieu-khoan]").get_by_role("button").click()
    assert shown(page) == ids(duties)
    assert not asked(page)


def test_the_keyboard_does_it_all(page: Page, real: Plan) -> None:
    """Tab from the field through the choices; a heading is a button that keeps the focus; a fold opens with Enter."""
    page.locator("#loc-q").focus()
    names = []
    for _ in range(9):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name"))
    assert names == ["co-quan", "vai-tro", "nhiem-vu", "phoi-hop", "han", "van-ban", "doi-tuong", "nguoc", "sap"]
    button = page.locator("th[data-sort=vai-tro]").get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert asked(page)["sap"] == ["vai-tro"]
    summary = page.locator(".members summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".members").first.evaluate("details => details.open")
    choose(page, "han", "co")
    page.locator("[data-narrow=clear]").press("Enter")
    expect(page.locator("#loc-q")).to_be_focused()


# -- the address ---------------------------------------------------------------------------------------------------


def test_what_is_chosen_stands_in_the_address_and_comes_back(page: Page, address: str, real: Plan) -> None:
    agency = max(real.agencies, key=lambda a: len(real.responsibilities_of(a.id)))
    choose(page, "co-quan", agency.id)
    choose(page, "vai-tro", slug(real.site.roles[0].id))
    choose(page, "sap", "nhiem-vu")
    found = typed(page, "chính sách")
    assert found
    page.wait_for_url("**q=*")
    assert asked(page) == {"q": ["chính sách"], "co-quan": [agency.id], "vai-tro": [slug(real.site.roles[0].id)], "sap": ["nhiem-vu"]}
    here = page.url
    page.reload()
    assert shown(page) == found
    page.locator(".register tr:not([hidden]) th a").first.click()
    page.wait_for_url(lambda url: URL not in url)
    page.go_back()
    assert page.url == here
    expect(page.locator("select[name=co-quan]")).to_have_value(agency.id)
    expect(page.locator("#loc-q")).to_have_value("chính sách")
    assert shown(page) == found
    page.locator("[data-narrow=clear]").click()
    page.wait_for_url(lambda url: "q=" not in url)
    assert asked(page) == {"sap": ["nhiem-vu"]}


def test_back_and_forth_between_two_addresses(page: Page, address: str, real: Plan) -> None:
    one, other = (f"?co-quan={agency.id}" for agency in real.agencies[4:6])
    page.goto(address + URL + one)
    first = shown(page)
    page.evaluate("other => { history.pushState(null, '', other); dispatchEvent(new PopStateEvent('popstate')); }", other)
    second = shown(page)
    assert first != second
    page.go_back()
    assert shown(page) == first
    page.go_forward()
    assert shown(page) == second


def test_unknown_values_are_left_out_and_told(page: Page, address: str, real: Plan) -> None:
    page.goto(f"{address}{URL}?co-quan=khong-co-that&vai-tro={slug(real.site.roles[0].id)}&sap=gio&x=1")
    assert shown(page) == ids([d for d in register(real) if d.role == real.site.roles[0].id])
    said = page.locator("[data-narrow=said]").inner_text()
    assert "đã bỏ qua: co-quan=khong-co-that, sap=gio." in said
    choose(page, "han", "khong")
    assert "bỏ qua" not in page.locator("[data-narrow=said]").inner_text()
    assert "khong-co-that" not in page.url


def test_an_agency_without_any_row_is_no_fault(browser: Browser, small_address: str, small: Plan) -> None:
    """The other plan: every agency can be asked for; one only perhaps bound says so."""
    page = browser.new_page()
    for agency in small.agencies:
        page.goto(f"{small_address}{URL}?co-quan={agency.id}")
        assert shown(page) == ids([d for d in register(small) if agency.id in (*d.agencies, *d.doubtful)])
    assert page.locator("[data-narrow=said]").inner_text().startswith("Lọc theo Cơ quan")
    doubtful = next(a for d in register(small) for a in d.doubtful)
    page.goto(f"{small_address}{URL}?co-quan={doubtful}")
    assert "chưa chắc" in page.locator(".through:visible").first.inner_text()
    page.close()


def test_a_screen_reader_is_told_when_the_typing_rests(page: Page, real: Plan) -> None:
    heard = page.locator("[data-narrow=heard]")
    page.evaluate("window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-narrow=heard]').textContent)).observe(document.querySelector('[data-narrow=heard]'), { childList: true, characterData: true, subtree: true })")
    page.locator("#loc-q").press_sequentially("nghèo", delay=20)
    count = len(shown(page))
    expect(heard).to_have_text(f"Đang hiện {count} trong {len(register(real))}")
    assert heard.get_attribute("role") == "status"
    assert len([said for said in page.evaluate("said") if said != f"Đang hiện {len(register(real))} trong {len(register(real))}"]) == 1


# -- taking it away ------------------------------------------------------------------------------------------------


def take(page: Page, form: str) -> Download:
    with page.expect_download() as found:
        page.locator(f"[data-take={form}]").click()
    return found.value


def csv_rows(download: Download) -> list[list[str]]:
    content = Path(download.path()).read_bytes()
    assert content.startswith("\ufeff".encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(download: Download) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes()))
    sheet = book.active
    assert sheet.freeze_panes == "A2"
    assert all(dimension.width > 5 for dimension in sheet.column_dimensions.values())
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"} or {cell.data_type for cell in cells if cell.value is not None} == {"inlineStr"}
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def expected(plan: Plan, duty: Duty, base: str) -> list[str]:
    p = duty.provision
    certain = [plan.party_name(a) for party in duty.parties for a in plan.reach((party,)).certain if a != party]
    areas = [f"{plan.provision(a).number}. {plan.provision(a).short_title}" for a in duty.areas]
    doubtful = [plan.party_name(a) for party in duty.parties for a in plan.reached_by(party) if a in duty.doubtful and a != party]
    return [
        p.id, p.short_title, "; ".join(map(plan.party_name, duty.parties)), "; ".join(dict.fromkeys(certain)),
        "; ".join(dict.fromkeys(doubtful)), duty.role.capitalize(),
        "; ".join((["mọi nhiệm vụ"] if duty.whole else []) + areas), "; ".join(map(plan.party_name, p.partners)), "; ".join(when(p)),
        "; ".join(plan.document(d).name for d in plan.documents_of(p)), "; ".join(plan.group(g).name for g in p.groups),
        p.label.strip(), p.wording, plan.citation(p), base + plan.url(p),
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "read"), [("csv", csv_rows), ("xlsx", xlsx_rows)], ids=["csv", "xlsx"])
@pytest.mark.parametrize("query", ["", "?vai-tro=chu-tri&sap=co-quan&nguoc=1", "?han=nhip&sap=nhiem-vu"])
def test_what_is_saved_is_what_is_shown(page: Page, address: str, real: Plan, form: str, read: object, query: str) -> None:
    """The rows shown in the order shown, every cell as the data has it, the wording to the letter."""
    page.goto(address + URL + query)
    rows = {duty.provision.id: duty for duty in register(real)}
    order = shown(page)
    assert order
    download = take(page, form)
    assert download.suggested_filename == f"nghia-vu-{slug(real.number)}.{form}"
    found = read(download)  # type: ignore[operator]
    assert found[0] == HEAD
    wanted = [expected(real, rows[i], address) for i in order]
    assert found[1:] == ([[guarded(cell) for cell in row] for row in wanted] if form == "csv" else wanted)


def test_the_other_plan_is_saved_too(browser: Browser, small_address: str, small: Plan) -> None:
    page = browser.new_page()
    page.goto(small_address + URL)
    for form, read in (("csv", csv_rows), ("xlsx", xlsx_rows)):
        wanted = [expected(small, duty, small_address) for duty in register(small)]
        assert read(take(page, form))[1:] == ([[guarded(cell) for cell in row] for row in wanted] if form == "csv" else wanted)
    page.close()


def test_no_cell_is_taken_for_a_formula(page: Page) -> None:
    """In CSV a dangerous beginning is defused; a workbook says that it is text, so there it stays as it is."""
    titles = [f'{begin}1,"2"' for begin in "=+-@\t"]
    page.evaluate("titles => titles.forEach((title, at) => { document.querySelectorAll('.register .short')[at].textContent = title; })", [*titles, 'a < b & "c" \x01 ]]> <d/>'])
    assert [row[1] for row in csv_rows(take(page, "csv"))[1:6]] == [f"'{title}" for title in titles]
    assert [row[1] for row in xlsx_rows(take(page, "xlsx"))[1:7]] == [*titles, 'a < b & "c"  ]]> <d/>']


def test_it_works_from_a_folder(browser: Browser, real_site: BuiltSite, real: Plan) -> None:
    context = browser.new_context()
    page = context.new_page()
    base = real_site.folder.as_uri() + "/"
    page.goto(f"{base}{URL}index.html?co-quan={real.agencies[4].id}")
    assert shown(page) == ids([d for d in register(real) if real.agencies[4].id in (*d.agencies, *d.doubtful)])
    typed(page, fold(real.agencies[4].name))
    page.wait_for_url("**q=*")
    assert csv_rows(take(page, "csv"))[0] == HEAD
    found = xlsx_rows(take(page, "xlsx"))
    assert [row[0] for row in found[1:]] == shown(page)
    assert [row[-1] for row in found[1:]] == [real.url(real.provision(i)) for i in shown(page)]
    context.close()


# -- every screen, paper, no script --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, real: Plan, width: int) -> None:
    """At any width a table of words: no sideways scroll, every filled cell seen and labelled, folds and choices open."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}{URL}?co-quan={real.agencies[10].id}&sap=han&nguoc=1&la=1")
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    table = page.get_by_role("table")
    assert table.get_by_role("row").count() == len(shown(page)) + (width >= 992)
    wide = page.evaluate("[...document.querySelectorAll('.register tr:not([hidden]) > *, .narrow select')].filter(e => e.checkVisibility()).filter(e => { const box = e.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth || e.scrollWidth > e.clientWidth + 1; }).map(e => e.outerHTML.slice(0, 90))")
    assert wide == []
    if width < 992:
        labels = page.evaluate("[...document.querySelectorAll('.register tr:not([hidden]) td[data-name]')].map(td => [td.dataset.name, getComputedStyle(td, '::before').content])")
        assert labels
        assert all(shown_ == f'"{name}"' for name, shown_ in labels)
    small = page.evaluate("[...document.querySelectorAll('main :is(button, summary, select, input[type=search], input[type=checkbox])')].filter(e => e.checkVisibility()).map(e => [e.getBoundingClientRect(), e]).filter(([r, e]) => (r.height < 24 || r.width < 24) && !e.labels?.length).map(([, e]) => e.outerHTML.slice(0, 90))")
    assert small == []
    page.close()


def test_the_page_does_not_jump(browser: Browser, address: str, real: Plan) -> None:
    """The script comes late, the address narrows: hardly anything moves (0.1 is the bound of a good page); fonts are another matter."""
    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    watch = "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true })"
    for width in (360, 1280):
        for query in ("", f"?co-quan={real.agencies[4].id}&sap=han"):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.add_init_script(watch)
            page.route("**/search/register.js", late)
            page.route("**/*.woff2", lambda route: route.abort())
            page.goto(address + URL + query)
            page.wait_for_timeout(300)
            assert page.evaluate("document.querySelector('.register').dataset.ready") == ""
            assert page.evaluate("window.shift") < 0.1, (width, query)
            page.close()


def test_without_script_the_whole_table(browser: Browser, address: str, real: Plan) -> None:
    """Every wording to read, no dead control, the whole table to take."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}{URL}?co-quan={real.agencies[4].id}")
    for duty in register(real):
        wording = page.locator(f".register [data-provision='{duty.provision.id}']")
        assert wording.text_content() == duty.provision.text
    dead = page.locator("main :is(input, select, button)").all()
    assert [found.evaluate("e => e.outerHTML") for found in dead if found.is_visible()] == []
    page.locator(".members summary").first.click()
    assert page.locator(".members .certain").first.is_visible()
    assert page.locator("noscript .note").is_visible()
    assert page.locator("#ca-bang a").count() == 2
    context.close()


def test_a_script_that_never_comes_leaves_the_table(browser: Browser, address: str, real: Plan) -> None:
    page = browser.new_page()
    page.route("**/search/register.js", lambda route: route.abort())
    page.goto(f"{address}{URL}?co-quan={real.agencies[4].id}")
    expect(page.locator(".register tbody tr").first).to_be_visible(timeout=10_000)
    assert len(shown(page)) == len(register(real))
    page.close()


def test_on_paper_a_table_of_what_is_shown(browser: Browser, address: str, real: Plan) -> None:
    """Rows chosen, in words above; real columns with their names; no control, no fold shut."""
    page = browser.new_page()
    duties = register(real)
    agency = next(a for d in duties for a in d.doubtful)
    page.goto(f"{address}{URL}?co-quan={agency}&q=co%20quan")
    order = shown(page)
    page.emulate_media(media="print")
    assert shown(page) == order
    text = page.locator("main").inner_text()
    assert f"Lọc theo chữ “co quan”; Cơ quan: {real.agency(agency).name}." in text
    assert f"{real.agency(agency).name}: chưa chắc" in text
    assert page.locator(".register tr:not([hidden])").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    names = page.locator(".register thead th").all()
    assert len({round(th.bounding_box()["y"]) for th in names}) == 1  # type: ignore[index]
    assert [th.inner_text() for th in names] == ["Điều khoản", "Cơ quan", "Vai trò", "Nhiệm vụ", "Phối hợp", "Thời hạn", "Văn bản", "Đối tượng"]
    assert page.locator("tr:not([hidden]) .members li").first.is_visible()
    controls = page.locator("main :is(form, button, input, select, summary)").all()
    assert [found.evaluate("e => e.outerHTML.slice(0, 90)") for found in controls if found.is_visible()] == []
    page.close()
