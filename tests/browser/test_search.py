"""Search as a reader meets it: typing, arrow keys, filters, addresses, the way back, a phone, a folder, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from built import BuiltSite
from plan import Plan
from plan.vietnamese import fold, slug

RESULTS = "[data-search-results]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(5000)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield made
    context.close()
    assert not faults


def answered(page: Page, query: str) -> None:
    page.wait_for_function("q => document.querySelector('[data-search-results]').dataset.query === q", arg=query)


def ask(page: Page, address: str, query: str, **filters: str) -> None:
    page.goto(f"{address}tim-kiem/?q={quote(query)}" + "".join(f"&{name}={value}" for name, value in filters.items()))
    answered(page, query)


def ids(page: Page) -> list[str]:
    return page.eval_on_selector_all(f"{RESULTS} a[data-provision]", "links => links.map(link => link.dataset.provision)")


def box(page: Page, name: str, value: str) -> object:
    return page.locator(f"[data-search-facets] input[name={name}][value='{value}']")


# -- the search page -----------------------------------------------------------------------------------------------


def test_results_follow_each_key(page: Page, address: str, real: Plan) -> None:
    """Typing, not sending: after each key the list is that of what stands in the box, and says how many there are."""
    page.goto(f"{address}tim-kiem/")
    field = page.locator("main input[type=search]")
    field.click()
    typed = ""
    for char in fold(real.agencies[4].name):
        typed += char
        field.press_sequentially(char)
        answered(page, typed)
    assert ids(page)[0] == real.agencies[4].provision
    count = page.locator(f"{RESULTS} .result").count()
    assert count == len(page.locator(f"{RESULTS} .result").all()) > 0
    shown = page.evaluate("q => planSearch.search(q).results.length", typed)
    expect(page.locator("[data-search-status]")).to_have_text(f"{shown} kết quả cho “{typed}”.")
    expect(page.get_by_role("status")).to_have_text(f"{shown} kết quả cho “{typed}”.")


def test_an_agency_comes_first_by_its_name(page: Page, address: str, real: Plan) -> None:
    for agency in real.agencies:
        for typed in (agency.name, agency.name.upper(), fold(agency.name)):
            ask(page, address, typed)
            assert ids(page)[0] == agency.provision, typed


def test_a_result_tells_its_place_and_leads_there(page: Page, address: str, real: Plan) -> None:
    """Place, role, the words as printed; the link arrives at the provision, which is marked."""
    duty = next(p for p in real.responsibilities if p.kind == "point")
    ask(page, address, duty.wording[:60])
    first = page.locator(f"{RESULTS} .result").first
    assert real.agency(duty.agency or "").name in first.locator(".result-place").inner_text()
    assert (duty.role or "").capitalize() in first.locator(".role").inner_text()
    shown = first.locator(".result-text").inner_text().strip("… ")
    assert shown in duty.text
    assert all(mark in duty.text for mark in first.locator("mark").all_inner_texts())
    assert first.locator("mark").count()
    first.locator("a").click()
    page.wait_for_url(f"**/{real.url(duty)}")
    assert page.evaluate("document.querySelector(':target').dataset.provision") == duty.id
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_deadline_is_told(page: Page, address: str, real: Plan) -> None:
    due = real.deadlines[0]
    ask(page, address, f"{due.deadline.day}/{due.deadline.month}")
    assert ids(page)[0] == due.provision.id
    assert "Có thời hạn" in page.locator(f"{RESULTS} .result-place").first.inner_text()


def test_filters_count_narrow_and_stand_in_the_address(page: Page, address: str, real: Plan) -> None:
    """Counts follow the query; a choice narrows, is in the address, is undone by Back, and survives a new visit."""
    ask(page, address, "chính sách xã hội")
    all_found = ids(page)
    agency = max(real.agencies, key=lambda a: len(real.responsibilities_of(a.id)))
    choice = box(page, "co-quan", agency.id)
    told = int(choice.locator("xpath=ancestor::label").locator("[data-count]").inner_text())
    choice.check()
    page.wait_for_url(f"**co-quan={agency.id}*")
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{told} kết quả"))
    narrowed = ids(page)
    assert 0 < told <= page.evaluate("planSearch.search('chính sách xã hội').results.length")
    assert all(one not in all_found or all_found.index(one) >= 0 for one in narrowed)
    duties = {p.id for p in real.provisions if p.agency == agency.id} | {o.provision.id for o in real.obligations_of(agency.id)}
    assert any(one in duties for one in narrowed)
    here = page.url
    page.go_back()
    expect(box(page, "co-quan", agency.id)).not_to_be_checked()
    assert ids(page) == all_found
    page.goto(here)
    answered(page, "chính sách xã hội")
    expect(box(page, "co-quan", agency.id)).to_be_checked()
    assert ids(page) == narrowed
    page.locator("[data-search-clear]").click()
    assert ids(page) == all_found


def test_filters_alone_list_everything_they_hold(page: Page, address: str, real: Plan) -> None:
    role = real.site.roles[0]
    duties = [p.id for p in real.responsibilities if p.role == role.id]
    page.goto(f"{address}tim-kiem/?vai-tro={slug(role.id)}&so=40")
    expect(page.get_by_role("status")).to_have_text(f"{len(duties)} kết quả.")
    assert ids(page) == duties


def test_back_from_a_result_finds_the_search_again(page: Page, address: str, real: Plan) -> None:
    page.goto(f"{address}tim-kiem/")
    page.locator("main input[type=search]").click()
    page.keyboard.type("người có công")
    answered(page, "người có công")
    found = ids(page)
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.startsWith('?q=ng')")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["người có công"]
    assert page.title().startswith("người có công – Tìm kiếm")
    page.locator(f"{RESULTS} a[data-provision]").first.click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.go_back()
    answered(page, "người có công")
    assert ids(page) == found


def test_what_was_typed_before_the_search_was_there_is_told_to_the_address(page: Page, address: str) -> None:
    waiting: list[Route] = []
    page.route("**/assets/search/client.js", lambda route: waiting.append(route))  # noqa: PLW0108 -- Playwright asks a function for its parameters
    page.goto(f"{address}tim-kiem/", wait_until="commit")
    page.locator("main input[type=search]").click()
    page.keyboard.type("người có công")
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    answered(page, "người có công")
    page.wait_for_function("() => location.search.startsWith('?q=ng')")


def test_an_arrow_key_leads_into_the_results_and_back(page: Page, address: str) -> None:
    ask(page, address, "bảo hiểm")
    page.locator("main input[type=search]").focus()
    links = page.locator(f"{RESULTS} .result > a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    expect(page.locator("main input[type=search]")).to_be_focused()


def test_more_results_on_request(page: Page, address: str) -> None:
    ask(page, address, "thực hiện")
    count = page.locator(f"{RESULTS} .result").count()
    page.locator("[data-search-more]").click()
    assert page.locator(f"{RESULTS} .result").count() > count
    expect(page.locator(f"{RESULTS} .result > a").nth(count)).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("trẽ em", "Hiểu là: trẻ em"),
        ("suckhoe toàn diện", "Hiểu là: sức khỏe toàn diện"),
        ("giáo dụx mầm non", "Hiểu là: giáo dục mầm non"),
        ("nguwowif cao tuoori", "Hiểu là: người cao tuổi"),
        ("nha o xa hoii", "Hiểu là: nhà ở xã hội"),
        ("bhxhh tự nguyện", "Viết tắt: bhxhh: bảo hiểm xã hội"),
    ],
)
def test_slips_are_mended_and_told(page: Page, address: str, typed: str, told: str) -> None:
    ask(page, address, typed)
    assert told in page.locator("[data-search-notes]").inner_text()
    assert ids(page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("vay vốn bitcoin", "Không có trong văn bản: bitcoin"),
        ("V.99", "Không có trong văn bản: V.99"),
        ("báo cáo 20/12", "Không có trong văn bản: 20/12"),
        (" ".join(["thực hiện"] * 10), "bỏ qua từ: thực"),
    ],
)
def test_what_is_not_in_the_document_is_told(page: Page, address: str, typed: str, told: str) -> None:
    ask(page, address, typed)
    assert told in page.locator("[data-search-notes]").inner_text()


def test_a_question_word_is_no_slip(page: Page, address: str) -> None:
    ask(page, address, "ai chủ trì")
    assert "Hiểu là" not in page.locator("[data-search-notes]").inner_text()
    assert ids(page)


def test_an_unexplained_abbreviation_is_not_searched_as_such(page: Page, address: str, real: Plan) -> None:
    unknown = next(entry for entry in real.abbreviations if entry.full == "chưa xác định")
    ask(page, address, unknown.short)
    assert "xác định" not in page.locator("[data-search-notes]").inner_text().casefold()


def test_a_date_is_marked_as_printed(page: Page, address: str, real: Plan) -> None:
    due = real.deadlines[0].deadline
    ask(page, address, f"ngày {due.day} tháng {due.month}")
    assert f"{due.day}/{due.month}" in "".join(page.locator(f"{RESULTS} .result").first.locator("mark").all_inner_texts())


def test_everyday_words_and_abbreviations_are_told(page: Page, address: str, real: Plan) -> None:
    entry = next(entry for entry in real.thesaurus if entry.mean)
    ask(page, address, entry.say[0])
    notes = page.locator("[data-search-notes]").inner_text()
    assert "Cũng tìm: " in notes
    assert entry.mean[0] in notes
    ask(page, address, real.abbreviations[0].short)
    assert f"{real.abbreviations[0].short}: {real.abbreviations[0].full}" in page.locator("[data-search-notes]").inner_text()


def test_literal_matches_stand_above_everyday_words(page: Page, address: str, real: Plan) -> None:
    """A saying that also stands in the document finds that place first."""
    texts = {p.id: p.text.casefold() for p in real.provisions}
    both = [said for entry in real.thesaurus if entry.mean for said in entry.say
            if len(said.split()) > 2 and sum(said.casefold() in text for text in texts.values()) == 1]  # fmt: skip
    assert len(both) > 5
    for said in both[:12]:
        ask(page, address, said)
        assert said.casefold() in texts[ids(page)[0]], said


def test_quotes_ask_for_the_exact_phrase(page: Page, address: str, real: Plan) -> None:
    ask(page, address, "“người nghèo”")
    found = ids(page)
    page.goto(f"{address}tim-kiem/?q={quote('“người nghèo”')}&so=60")
    answered(page, "“người nghèo”")
    texts = {p.id: f"{p.short_title}\n{p.text}".casefold() for p in real.provisions}
    assert found
    assert all("người nghèo" in texts[provision] for provision in ids(page))
    ask(page, address, '"công có người"')
    assert not ids(page)


def test_nothing_found_says_so_and_leads_on(page: Page, address: str) -> None:
    ask(page, address, "qwertzuiop")
    expect(page.get_by_role("status")).to_have_text("Không tìm thấy “qwertzuiop”.")
    nothing = page.locator("[data-search-nothing]")
    assert nothing.locator("a[href$='muc-luc/']").is_visible()
    assert nothing.locator("a[href$='dong-gop/']").is_visible()
    ask(page, address, "nghèo", han="co")
    expect(page.get_by_role("status")).to_have_text("Không tìm thấy “nghèo” với bộ lọc đang chọn.")
    assert "Bỏ bớt bộ lọc" in nothing.inner_text()


def test_leaving_at_once_keeps_the_query(page: Page, address: str) -> None:
    """A result clicked while the typing has not rested: Back finds that very search; a sent search has its own step."""
    ask(page, address, "vay vốn")
    field = page.locator("main input[type=search]")
    field.press("Enter")
    field.fill("nhà ở")
    answered(page, "nhà ở")
    page.locator(f"{RESULTS} .result > a").first.click()
    page.wait_for_url(lambda url: "tim-kiem" not in url)
    page.go_back()
    answered(page, "nhà ở")
    page.go_back()
    answered(page, "vay vốn")


def test_the_focus_is_not_lost(page: Page, address: str) -> None:
    ask(page, address, "thực hiện")
    page.locator("[data-search-facets] fieldset button:visible").first.press("Enter")
    assert page.evaluate("document.activeElement.matches('[data-search-facets] input')")
    page.keyboard.press("Space")
    page.locator("[data-search-clear]").press("Enter")
    assert page.evaluate("document.activeElement.matches('summary')")


def test_searches_are_remembered_only_by_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}tim-kiem/")
    field = page.locator("main input[type=search]")
    field.focus()
    page.wait_for_function("() => window.planSearch?.view")
    for typed in ("trẻ em", "nước sạch"):
        field.fill(typed)
        answered(page, typed)
        field.press("Enter")
    again = page.locator("[data-search-recent] a")
    assert again.all_inner_texts() == ["trẻ em"]
    again.click()
    answered(page, "trẻ em")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    answered(page, "trẻ em")
    assert not again.count()


HOSTILE = ['<img src=x onerror="document.title=1">', "</script><script>document.title=1</script>", "' onmouseover=document.title=1 x='", "a" * 5000, "%", "\\", "(((", "‮abc"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_hostile_query_is_only_text(page: Page, address: str, typed: str) -> None:
    ask(page, address, typed)
    assert page.title() != "1"
    assert not page.locator(f"{RESULTS} img, main script").count()


# -- the box in every header ---------------------------------------------------------------------------------------


@pytest.fixture
def inside(page: Page, address: str, real: Plan) -> Page:
    page.goto(address + real.agencies[0].url)
    return page


def option(page: Page, at: int) -> str:
    return page.locator("[role=option]").nth(at).locator(".option-title").inner_text()


def test_keys_lead_to_the_box(inside: Page) -> None:
    field = inside.get_by_role("combobox")
    inside.keyboard.press("/")
    expect(inside.locator("#tim-dau-trang")).to_be_focused()
    inside.keyboard.press("Escape")
    inside.evaluate("document.activeElement.blur()")
    inside.keyboard.press("Control+k")
    expect(field).to_be_focused()
    inside.keyboard.type("a/b")
    assert field.input_value() == "a/b"


def test_suggestions_are_a_combobox(inside: Page, address: str, real: Plan) -> None:
    """Agencies first; arrows move, Enter goes, Escape closes; the focus never leaves the box."""
    agency = real.agencies[4]
    inside.keyboard.press("/")
    field = inside.locator("#tim-dau-trang")
    expect(field).to_have_attribute("aria-expanded", "false")
    inside.keyboard.type(fold(agency.name))
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = inside.get_by_role("listbox", name="Gợi ý")
    assert listbox.get_attribute("id") == field.get_attribute("aria-controls")
    assert option(inside, 0) == agency.name
    assert field.get_attribute("aria-activedescendant") is None
    inside.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(inside.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    inside.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    inside.keyboard.press("ArrowUp")
    expect(inside.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    inside.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value(fold(agency.name))
    inside.keyboard.press("ArrowDown")
    inside.keyboard.press("ArrowDown")
    inside.keyboard.press("Enter")
    inside.wait_for_url(f"{address}{real.url(real.provision(agency.provision))}")


def test_documents_are_suggested_by_a_bare_number(inside: Page, real: Plan) -> None:
    document = real.documents[1]
    inside.keyboard.press("/")
    inside.keyboard.type(re.match(r"\d+", document.entry.number or "")[0])  # type: ignore[index]
    inside.locator("[role=option]").first.wait_for()
    assert option(inside, 0) == document.name


def test_enter_opens_the_results(inside: Page) -> None:
    inside.keyboard.press("/")
    inside.keyboard.type("hộ nghèo")
    inside.locator("[role=option]").first.wait_for()
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/tim-kiem/?q=*")
    assert unquote(urlsplit(inside.url).query) in ("q=hộ nghèo", "q=hộ+nghèo")
    answered(inside, "hộ nghèo")


def test_a_click_on_a_suggestion_goes_there(inside: Page, real: Plan) -> None:
    inside.keyboard.press("/")
    inside.keyboard.type(real.agencies[5].name)
    inside.locator("[role=option]").first.click()
    inside.wait_for_url(f"**/{real.agencies[5].url}*")


def test_the_box_of_the_home_page_suggests_too(page: Page, address: str, real: Plan) -> None:
    page.goto(address)
    assert page.locator("input[type=search]").count() == 1
    page.keyboard.press("/")
    page.keyboard.type(real.agencies[4].name)
    page.locator("[role=option]").first.wait_for()
    assert option(page, 0) == real.agencies[4].name


def test_nothing_is_fetched_before_the_reader_turns_to_search(page: Page, address: str, real: Plan) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for url in ("", real.agencies[0].url, "tim-kiem/", "muc-luc/"):
        page.goto(address + url)
        page.wait_for_load_state("networkidle")
        assert not [path for path in asked if "assets/search/" in path]
    page.goto(address + real.agencies[0].url)
    page.locator("#tim-dau-trang").focus()
    page.wait_for_function("() => window.planSearch && document.querySelectorAll('script[src*=\"assets/search/texts\"]').length")
    names = {path.rpartition("/")[2] for path in asked if "assets/search/" in path}
    assert {"client.js", "core.js", "texts-0.js"} <= names


# -- slow and failing networks --------------------------------------------------------------------------------------


def test_what_is_typed_while_search_loads_is_kept(page: Page, address: str) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/search/client.js", late)
    page.goto(f"{address}tim-kiem/")
    page.locator("main input[type=search]").click()
    page.keyboard.type("trẻ em", delay=30)
    answered(page, "trẻ em")
    assert page.locator("main input[type=search]").input_value() == "trẻ em"


@pytest.mark.parametrize("part", ["client.js", "core.js", "texts-0.js"])
@pytest.mark.parametrize("fault", ["abort", "page"])
def test_a_part_that_fails_is_told_and_asked_for_again(browser: Browser, address: str, part: str, fault: str) -> None:
    """The query stands in the box, a way on is shown, and sending it again answers once the network is back."""
    page = browser.new_page()
    broken = {"abort": lambda route: route.abort(), "page": lambda route: route.fulfill(status=200 if part != "client.js" else 404, body="<p>")}
    page.route(f"**/search/{part}*", broken[fault])
    page.goto(f"{address}tim-kiem/?q={quote('nước sạch')}")
    expect(page.locator("[data-search-status]")).to_have_text(re.compile("^Chưa tải được"))
    assert page.locator("main input[type=search]").input_value() == "nước sạch"
    assert page.locator("[data-search-nothing] a[href$='muc-luc/']").is_visible()
    page.unroute(f"**/search/{part}*")
    page.locator("main input[type=search]").press("Enter")
    answered(page, "nước sạch")
    assert ids(page)
    page.close()


def test_parts_of_another_version_are_not_mixed(page: Page, address: str, real_site: BuiltSite) -> None:
    """An old core beside new texts would lead to the wrong provisions: the core is fetched anew."""
    core = (real_site.folder / "assets/search/core.js").read_text(encoding="utf-8")
    old = re.sub(r'"version":"\w+"', '"version":"000000000000"', core)
    page.route("**/search/core.js", lambda route: route.fulfill(body=old, content_type="text/javascript"))
    page.goto(f"{address}tim-kiem/?q=a")
    expect(page.locator("[data-search-status]")).to_have_text(re.compile("^Chưa tải được"))
    page.locator("main input[type=search]").fill("nước sạch")
    answered(page, "nước sạch")
    assert ids(page)
    page.unroute_all(behavior="ignoreErrors")


# -- small screens, folders, no script -----------------------------------------------------------------------------


def test_on_a_phone_the_box_opens_under_the_head(browser: Browser, address: str, real: Plan) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + real.agencies[0].url)
    assert not page.locator("#tim-dau-trang").is_visible()
    page.locator(".to-search").tap()
    expect(page.locator("#tim-dau-trang")).to_be_focused()
    page.keyboard.type("so y")
    first = page.locator("[role=option]").first
    first.wait_for()
    bounds = first.bounding_box()
    assert bounds is not None
    assert bounds["x"] >= 0
    assert bounds["x"] + bounds["width"] <= 360
    assert bounds["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    wanted = first.evaluate("link => link.href")
    assert wanted != page.url
    first.tap()
    page.wait_for_url(wanted)  # a context closed while a page is still on its way may never close
    context.close()


@pytest.mark.parametrize("width", [320, 360, 620, 995])
def test_the_open_box_fits_any_screen(browser: Browser, address: str, width: int) -> None:
    """Brand and icons stay on one line, nothing is wider than the screen, Escape closes one thing at a time."""
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(f"{address}muc-luc/")
    opener = page.locator(".to-search")
    if opener.is_visible():
        opener.click()
        expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("/")
    page.keyboard.type("bao hiem")
    page.locator("[role=option]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tops = page.evaluate("[...document.querySelectorAll('.brand, .tool')].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect()).map(r => Math.round(r.top + r.height / 2))")
    assert max(tops) - min(tops) <= 2
    page.keyboard.press("Escape")
    assert page.locator("#tim-dau-trang").is_visible()
    assert not page.get_by_role("listbox").is_visible()
    page.close()


def test_results_do_not_push_the_page_about(browser: Browser, address: str) -> None:
    """Opened with a query, the page shifts hardly: under 0.1, the bound of a good page."""
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.add_init_script("window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true })")
        ask(page, address, "vay vốn")
        page.wait_for_timeout(300)
        assert page.evaluate("window.shift") < 0.1, width
        page.close()


def test_on_a_phone_filters_fold_away(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    ask(page, address, "trẻ em")
    summary = page.locator("[data-search-facets] summary")
    assert re.search(r"\d+ kết quả", summary.inner_text())
    assert not page.locator("[data-search-facets] input").first.is_visible()
    summary.tap()
    choice = page.locator("[data-search-facets] label:visible").first
    assert choice.bounding_box()["height"] >= 24  # type: ignore[index]
    choice.tap()
    page.wait_for_url("**&*=*")
    context.close()


def test_search_works_from_a_folder(browser: Browser, real_site: BuiltSite, real: Plan) -> None:
    """No server: the search page and the box in a header answer, and a result leads to its page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    folder = real_site.folder.as_uri()
    page.goto(f"{folder}/tim-kiem/index.html?q={quote(real.agencies[4].name)}")
    answered(page, real.agencies[4].name)
    assert ids(page)[0] == real.agencies[4].provision
    page.locator(f"{RESULTS} a").first.click()
    page.wait_for_url(f"**/{real.agencies[4].url}index.html#*")
    assert page.evaluate("document.querySelector(':target').dataset.provision") == real.agencies[4].provision
    page.keyboard.press("/")
    page.keyboard.type(fold(real.agencies[5].name))
    page.locator("[role=option]").first.wait_for()
    assert option(page, 0) == real.agencies[5].name
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?q=*")
    answered(page, fold(real.agencies[5].name))
    context.close()


def test_without_script_an_index_from_a_to_z(browser: Browser, address: str, real: Plan) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}tim-kiem/?q=x")
    page.locator("noscript a, main a[href$='muc-luc/']").first.click()
    page.wait_for_url("**/muc-luc/")
    text = page.locator("main").inner_text()
    names = [*(a.name for a in real.agencies), *(d.name for d in real.documents), *(g.name for g in real.groups),
             *(t.term for t in real.terms), *(real.provision(a.id).short_title for a in real.task_areas)]  # fmt: skip
    assert [name for name in names if name not in text] == []
    context.close()


# -- accessible ----------------------------------------------------------------------------------------------------


def test_targets_are_large_enough(page: Page, address: str) -> None:
    """24 px and more, in every state of the search page."""
    ask(page, address, "người nghèo vay vốn")
    small = page.evaluate(
        """() => [...document.querySelectorAll('main :is(a, button, summary, label, input[type=search])')].filter(e => e.checkVisibility())
           .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)]).filter(([r]) => r.height < 24 || r.width < 24).map(([, html]) => html)"""
    )
    assert small == []


def test_forced_colours_show_what_is_chosen(browser: Browser, address: str, real: Plan) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address + real.agencies[0].url)
    page.keyboard.press("/")
    page.keyboard.type("bao hiem")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    style = page.locator("[aria-selected=true]").evaluate("e => getComputedStyle(e).outlineStyle")
    assert style == "solid"
    context.close()
