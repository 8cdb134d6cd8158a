// The search page: results as one types, filters with counts, everything in the address.
import { element, link, marks } from "./dom.js";
import { ALL, search } from "./engine.js";
import { settle } from "./loader.js";
import { excerpt, printed } from "./snippet.js";
import { isSlip } from "./slips.js";
import { syllable } from "./syllables.js";

const FIRST = 10; // results shown at once, and with each "more"
const FEW = 8; // values of a filter shown before more are asked for
const TYPING = 100; // ms without a key after which the filters are counted: nobody reads counts while typing
const REMEMBERED = 6;

export class View {
  constructor(loader, page) {
    this.loader = loader;
    this.turn = {};
    this.input = page.querySelector("input[type=search]");
    this.form = this.input.form;
    const part = (name) => page.querySelector(`[data-search-${name}]`);
    this.parts = Object.fromEntries(["results", "status", "notes", "more", "facets", "nothing", "recent", "roles", "count"].map((name) => [name, part(name)]));
    this.filters = [...this.parts.facets.querySelectorAll("fieldset")].map((set) => ({
      set,
      more: set.querySelector("button"),
      choices: [...set.querySelectorAll("input")].map((box) => ({ box, row: box.closest("li"), label: box.parentElement.querySelector("[data-count]") })),
    }));
    this.boxes = this.filters.flatMap(({ choices }) => choices.map(({ box }) => box));
    for (const filter of this.filters) filter.name = filter.choices[0].box.name;
    this.limit = FIRST;
    this.recent = [];
    this.#read();
    this.#listen();
  }

  /** Take query and filters from the address. */
  #read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    for (const box of this.boxes) box.checked = asked.getAll(box.name).includes(box.value);
    this.limit = Math.max(FIRST, Number(asked.get("so")) || 0);
  }

  /** The address that gives this very page again. */
  #address() {
    const told = new URLSearchParams();
    if (this.input.value) told.set("q", this.input.value);
    for (const box of this.boxes) if (box.checked) told.append(box.name, box.value);
    if (this.limit > FIRST) told.set("so", this.limit);
    const query = told.toString();
    return query ? `?${query}` : location.pathname;
  }

  #listen() {
    this.input.addEventListener("input", () => {
      this.limit = FIRST;
      this.show(TYPING);
      clearTimeout(this.resting);
      this.resting = setTimeout(() => {
        history.replaceState(null, "", this.#address());
        this.#remember();
      }, 600);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.resting);
      if (this.#address() !== location.search) history.pushState(null, "", this.#address());
      this.#remember();
      this.show();
    });
    this.parts.facets.addEventListener("change", () => {
      this.limit = FIRST;
      history.pushState(null, "", this.#address());
      this.show();
    });
    this.parts.facets.addEventListener("click", (event) => {
      const set = event.target.closest("fieldset button")?.closest("fieldset");
      if (set) {
        set.dataset.all = "";
        this.show();
      }
      if (!event.target.closest("[data-search-clear]")) return;
      for (const box of this.boxes) box.checked = false;
      history.pushState(null, "", this.#address());
      this.show();
    });
    this.parts.more.addEventListener("click", () => {
      const before = this.limit;
      this.limit += FIRST;
      history.replaceState(null, "", this.#address());
      this.show();
      this.#links()[before]?.focus();
    });
    window.addEventListener("popstate", () => {
      this.#read();
      this.show();
    });
    document.addEventListener("keydown", (event) => this.#move(event));
  }

  #links() {
    return [...this.parts.results.querySelectorAll(".result > a")];
  }

  /** Arrow keys go from the box into the results and back. */
  #move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.input, ...this.#links()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || (at === 0 && event.key === "ArrowUp")) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))].focus();
  }

  #chosen(store) {
    const chosen = {};
    for (const box of this.boxes) {
      if (box.checked) (chosen[box.name] ??= new Set()).add(store.facets[box.name].values.indexOf(box.value));
    }
    return chosen;
  }

  /** Answer the query in the box; at once when the index is here. `pause`: how long the counts of the filters may wait. */
  show(pause = 0) {
    const raw = this.input.value;
    return settle(this.loader, this.turn, (store, effort) => {
      const chosen = this.#chosen(store);
      const idle = !raw.trim() && !Object.keys(chosen).length;
      const answer = search(store, raw, chosen, effort);
      const results = idle ? [] : answer.results;
      const rows = results.slice(0, this.limit).map((result) => ({ ...result, shown: store.shown(result.entry) }));
      const first = answer.found[0] && raw.trim() ? store.shown(answer.found[0].entry) : null;
      if (store.wanted.size || (effort < ALL && !rows.length)) return;
      this.parts.results.replaceChildren(...(rows.length ? [element("ol", "results", ...rows.map((row) => this.#result(store, row)))] : []));
      this.parts.results.dataset.query = raw;
      this.#tell(store, raw, answer, results, idle, first);
      this.#later(pause, () => this.#count(store, answer.counts, results.length));
      this.parts.more.hidden = results.length <= this.limit;
    }).catch(() => {
      this.parts.status.textContent = "Không đọc được dữ liệu tìm kiếm. Xin thử lại, hoặc xem mục lục A–Z.";
    });
  }

  #result(store, { entry, read, shown }) {
    const kind = store.kinds[entry];
    const title = link(this.loader.root + shown.url, "", shown.title);
    const provision = ["provision", "agency", "area"].includes(kind);
    title.dataset[provision ? "provision" : kind] = store.ids[entry];
    const role = store.roles[entry];
    const place = element("p", "result-place", element("span", "", shown.place),
      shown.path && !shown.place.endsWith(shown.path) ? element("span", "result-path", shown.path) : null,
      role ? this.parts.roles.content.children[role - 1].cloneNode(true) : null,
      store.facets.han?.rows[entry].length ? element("span", "badge", "Có thời hạn") : null);
    const text = element("p", provision ? "result-text" : "result-note", ...marks(excerpt(store, shown.text, read)));
    if (shown.text === shown.title) text.hidden = true;
    return element("li", "result", title, place, text);
  }

  /** How many, and how the query was understood. */
  #tell(store, raw, { asked, found }, results, idle, first) {
    const { status, notes, nothing } = this.parts;
    const texts = first ? [first.title, first.text] : [];
    status.textContent = idle ? "" : results.length ? `${results.length} kết quả${raw.trim() ? ` cho “${raw.trim()}”` : ""}.` :
      `Không tìm thấy “${raw.trim()}”${found.length ? " với bộ lọc đang chọn" : ""}.`;
    const told = [];
    const [best] = found;
    if (!idle && !asked.ids.length && (best || asked.changes.length)) {
      const row = !best || best.read?.told ? asked.tokens : (best.read?.row ?? asked.tokens).filter((token) => token.fold);
      const typed = asked.tokens.filter((token) => row.includes(token));
      const meant = printed(store, texts, row);
      const changed = asked.changes.length || (best?.read?.worth === 1 && meant !== printed(store, [], typed));
      if (changed) told.push(["Hiểu là", [element("b", "", meant)]]);
    }
    if (!idle && asked.shorts.length) told.push(["Viết tắt", asked.shorts.map(({ shown, value }) => element("span", "", `${shown}: ${value}`))]);
    if (!idle && asked.also.length) told.push(["Cũng tìm", asked.also.map((phrase) => link(`?q=${encodeURIComponent(phrase)}`, "", phrase))]);
    notes.replaceChildren(...told.map(([name, items]) => element("p", "", element("span", "search-note", `${name}: `), ...items.flatMap((item, at) => (at ? ["; ", item] : [item])))));
    nothing.hidden = idle || results.length > 0;
    if (!nothing.hidden) this.#nearest(store, asked);
    this.#recall();
  }

  /** Words of the document near those that were not found. */
  #nearest(store, asked) {
    const place = this.parts.nothing.querySelector("[data-search-nearest]");
    const unknown = (asked.tokens ?? []).filter((token) => !store.byFold.has(token.fold) && token.fold.length > 1);
    const near = unknown.flatMap((token) => store.words.filter((word) => isSlip(syllable(word).fold, token.fold) || (token.fold.length > 3 && syllable(word).fold.startsWith(token.fold.slice(0, -1)))).slice(0, 4));
    place.replaceChildren(...[...new Set(near)].slice(0, 6).flatMap((word, at) => [at ? ", " : "Có phải: ", link(`?q=${encodeURIComponent(word)}`, "", word)]));
    place.hidden = !near.length;
  }

  /** Do it now or after a pause; only the last of several. */
  #later(pause, work) {
    clearTimeout(this.pending);
    if (pause) this.pending = setTimeout(work, pause);
    else work();
  }

  #count(store, counts, found) {
    const { facets, count } = this.parts;
    facets.hidden = false;
    if (count) count.textContent = `${found} kết quả`;
    for (const filter of this.filters) this.#fill(filter, store.facets[filter.name].values, counts[filter.name]);
    facets.querySelector("[data-search-clear]").hidden = !this.boxes.some((box) => box.checked);
  }

  /** Counts of one filter; the values most found are shown, the others on request, a chosen one always. */
  #fill({ set, choices, more }, values, counts) {
    const total = ({ box }) => counts[values.indexOf(box.value)];
    const ordered = choices.filter((choice) => total(choice)).sort((one, other) => total(other) - total(one));
    const shown = new Set("all" in set.dataset ? ordered : ordered.slice(0, FEW));
    for (const choice of choices) {
      const hidden = !shown.has(choice) && !choice.box.checked;
      if (choice.row.hidden !== hidden) choice.row.hidden = hidden;
      if (!hidden && choice.label.textContent !== String(total(choice))) choice.label.textContent = total(choice);
    }
    set.hidden = !choices.some(({ row }) => !row.hidden);
    more.hidden = ordered.length <= shown.size;
    more.textContent = `Thêm ${ordered.length - shown.size} mục`;
  }

  /** Searches of this page, kept only as long as it is open. */
  #remember() {
    const query = this.input.value.trim();
    if (!query || !this.parts.results.childElementCount) return;
    this.recent = [query, ...this.recent.filter((other) => other !== query && !query.startsWith(other))].slice(0, REMEMBERED);
    this.#recall();
  }

  #recall() {
    const earlier = this.recent.filter((query) => query !== this.input.value.trim());
    this.parts.recent.hidden = !earlier.length;
    this.parts.recent.replaceChildren("Vừa tìm: ", ...earlier.flatMap((query, at) => {
      const again = link(`?q=${encodeURIComponent(query)}`, "", query);
      again.addEventListener("click", (event) => {
        event.preventDefault();
        this.input.value = query;
        this.input.focus();
        this.form.requestSubmit();
      });
      return at ? [" ", again] : [again];
    }));
  }
}
