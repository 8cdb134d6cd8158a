// The search page: results as one types, everything in the address, and the way back.
import { element, link, marks } from "./dom.js";
import { ALL, search } from "./engine.js";
import { Filters } from "./filters.js";
import { settle } from "./loader.js";
import { counted, nearest, understood } from "./notes.js";
import { isProvision } from "./places.js";
import { excerpt } from "./snippet.js";

const FIRST = 10; // results shown at once, and with each "more"
const REMEMBERED = 6;
const TYPING = 100; // ms without a key after which the filters are counted: nobody reads counts while typing
const RESTING = 700; // ms without a key after which a search is told to the address and to a screen reader

export class View {
  constructor(loader, page) {
    this.loader = loader;
    this.turn = {};
    this.input = page.querySelector("input[type=search]");
    this.form = this.input.form;
    this.parts = Object.fromEntries(["results", "status", "told", "notes", "more", "nothing", "nearest", "recent", "roles"].map((name) => [name, page.querySelector(`[data-search-${name}]`)]));
    this.filters = new Filters(page.querySelector("[data-search-facets]"), () => {
      this.limit = FIRST;
      this.#write(true);
      this.show();
    });
    this.title = document.title;
    this.recent = [];
    const typed = this.input.value;
    this.#read();
    this.address = this.#address();
    if (typed) this.input.value = typed; // what the reader typed meanwhile is in no address yet
    this.#listen();
    this.#rest();
    this.#entitle();
  }

  // -- the address ---------------------------------------------------------------------------------------------------

  /** Take query and filters from the address. */
  #read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.filters.read(asked);
    this.limit = Math.max(FIRST, Math.min(1000, Number(asked.get("so")) || 0));
  }

  /** The address that gives this very page again, or another query under the same filters. */
  #address(query = this.input.value, limit = this.limit) {
    const told = new URLSearchParams();
    if (query) told.set("q", query);
    this.filters.write(told);
    if (limit > FIRST) told.set("so", limit);
    const search_ = told.toString();
    return search_ ? `?${search_}` : location.pathname;
  }

  /** Tell the address when the typing pauses. */
  #rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.#write(), RESTING);
  }

  /** Tell the address where the reader is; `step`: so that Back returns to where he was. */
  #write(step = false) {
    clearTimeout(this.resting);
    this.#entitle();
    const address = this.#address();
    if (address === this.address) return;
    if (step || this.submitted) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.submitted = false;
    this.address = address;
  }

  /** The query in the title, so that tabs and steps of the history can be told apart. */
  #entitle() {
    const query = this.input.value.trim().slice(0, 60);
    document.title = query ? `${query} – ${this.title}` : this.title;
  }

  #listen() {
    const { results, more, recent } = this.parts;
    this.input.addEventListener("input", () => {
      this.limit = FIRST;
      this.show(TYPING);
      this.#rest();
    });
    this.input.addEventListener("change", () => this.#remember());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#write(true);
      this.submitted = true;
      this.#remember();
      this.show();
    });
    results.addEventListener("click", () => {
      this.#write();
      this.#remember();
    });
    recent.addEventListener("click", (event) => {
      const again = event.target.closest("a");
      if (!again) return;
      event.preventDefault();
      this.input.value = again.textContent;
      this.input.focus();
      this.form.requestSubmit();
    });
    more.addEventListener("click", async () => {
      const before = this.limit;
      this.limit += FIRST;
      this.#write();
      await this.show();
      this.#links()[before]?.focus();
    });
    window.addEventListener("popstate", () => {
      clearTimeout(this.resting);
      this.#read();
      this.address = this.#address();
      this.#entitle();
      this.show();
    });
    document.addEventListener("keydown", (event) => this.#move(event));
  }

  #links() {
    return [...this.parts.results.querySelectorAll(".result > a")];
  }

  /** The down arrow goes from the box to the first result, the up arrow back. */
  #move(event) {
    const [first] = this.#links();
    if (!first || event.isComposing) return;
    const to = event.key === "ArrowDown" && document.activeElement === this.input ? first :
      event.key === "ArrowUp" && document.activeElement === first ? this.input : null;
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  // -- the answer ----------------------------------------------------------------------------------------------------

  /** Answer the query in the box; at once when the index is here. `pause`: how long the counts of the filters may wait. */
  async show(pause = 0) {
    const raw = this.input.value;
    try {
      await settle(this.loader, this.turn, (store, effort) => this.#answer(store, raw, effort, pause));
    } catch {
      this.parts.nothing.hidden = false;
      this.#tell("Chưa tải được phần tìm kiếm. Xin bấm Tìm để thử lại, hoặc:");
    }
  }

  /** One attempt; nothing is shown while something is missing, nor an early answer without results. */
  #answer(store, raw, effort, pause) {
    const chosen = this.filters.chosen(store);
    const filtered = Object.keys(chosen).length > 0;
    const answer = search(store, raw, chosen, effort);
    const results = raw.trim() || filtered ? answer.results : [];
    const rows = results.slice(0, this.limit).map((result) => ({ ...result, shown: store.shown(result.entry) }));
    const best = raw.trim() && answer.found.length ? store.shown(answer.found[0].entry) : null;
    if (store.wanted.size || (effort < ALL && !rows.length)) return;
    const { results: list, notes, more, nothing } = this.parts;
    list.replaceChildren(...(rows.length ? [element("ol", "results", ...rows.map((row) => this.#result(store, row)))] : []));
    notes.replaceChildren(...(raw.trim() ? understood(store, answer, best ? [best.title, best.text] : [], (query) => this.#address(query, FIRST)) : []));
    this.#tell(counted(raw, answer, results, filtered));
    nothing.hidden = results.length > 0 || (!raw.trim() && !filtered);
    if (!nothing.hidden) this.#lead(store, answer, raw);
    more.hidden = results.length <= this.limit;
    this.#recall();
    if (effort < ALL) return;
    list.dataset.query = raw;
    this.#later(pause, () => this.filters.show(answer.counts, raw.trim() || filtered ? results.length : null));
  }

  #result(store, { entry, read, shown }) {
    const kind = store.kinds[entry];
    const title = link(this.loader.root + shown.url, "", shown.title);
    title.dataset[isProvision(store, entry) ? "provision" : kind] = store.ids[entry];
    const role = store.roles[entry];
    const place = element("p", "result-place", element("span", "", shown.place),
      shown.path && !shown.place.endsWith(shown.path) ? element("span", "result-path", shown.path) : null,
      role ? this.parts.roles.content.children[role - 1].cloneNode(true) : null,
      store.facets.han.rows[entry].length ? element("span", "badge", "Có thời hạn") : null);
    const text = element("p", isProvision(store, entry) ? "result-text" : "result-note", ...marks(excerpt(store, shown.text, read)));
    text.hidden = shown.text === shown.title;
    return element("li", "result", title, place, text);
  }

  /** The number of results: to be seen at once, to be heard when the typing pauses. */
  #tell(told) {
    const { status, told: heard } = this.parts;
    status.textContent = told;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      if (heard.textContent !== told) heard.textContent = told;
    }, RESTING);
  }

  /** Where to go on when nothing was found. */
  #lead(store, answer, raw) {
    const { nothing } = this.parts;
    const near = nearest(store, answer, (query) => this.#address(query, FIRST));
    this.parts.nearest.replaceChildren(...near);
    this.parts.nearest.hidden = !near.length;
    const apply = { filters: this.filters.used.length > 0, quotes: answer.asked.phrases.length > 0, shorter: /\s/.test(raw.trim()) };
    for (const line of nothing.querySelectorAll("[data-when]")) line.hidden = !apply[line.dataset.when];
  }

  /** Do it now or after a pause; only the last of several. */
  #later(pause, work) {
    clearTimeout(this.pending);
    if (pause) this.pending = setTimeout(work, pause);
    else work();
  }

  // -- searches of this page, kept only as long as it is open ----------------------------------------------------------

  #remember() {
    const query = this.input.value.trim();
    if (!query || !this.parts.results.childElementCount) return;
    this.recent = [query, ...this.recent.filter((other) => other !== query)].slice(0, REMEMBERED);
    this.#recall();
  }

  #recall() {
    const earlier = this.recent.filter((query) => query !== this.input.value.trim());
    this.parts.recent.hidden = !earlier.length;
    this.parts.recent.replaceChildren("Vừa tìm: ", ...earlier.flatMap((query) => [link(this.#address(query, FIRST), "", query), " "]));
  }
}
