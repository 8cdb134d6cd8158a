// The register: rows of a table that is whole without it, narrowed, ordered and taken away. What is chosen stands in the address.
import { element } from "./dom.js";
import { Line, asked } from "./line.js";
import { take } from "./take.js";

const TYPING = 300; // ms without a key after which the address is told
const HEARING = 700; // ms without a change after which a screen reader is told

class Register {
  constructor(form, table) {
    this.form = form;
    this.table = table;
    this.body = table.tBodies[0];
    this.heads = [...table.querySelectorAll("th[data-sort]")];
    this.parts = Object.fromEntries([...document.querySelectorAll("[data-narrow]")].map((part) => [part.dataset.narrow, part]));
    this.takes = [...document.querySelectorAll("[data-take]")];
    const { q, sap, nguoc } = form.elements;
    Object.assign(this, { query: q, order: sap, reverse: nguoc });
    this.selects = [...form.querySelectorAll("select")].filter((select) => select !== sap);
    this.called = new Map([...form.querySelectorAll("option")].map((option) => [option, option.textContent]));
    this.lines = [...this.body.rows].map((row, number) => new Line(row, number, this.selects.map(({ name }) => name), (filter, value) => this.#names(filter, value)));
    form.querySelector("fieldset").disabled = false;
    for (const head of this.heads) head.append(element("button", "", head.textContent));
    if (matchMedia("(min-width: 48rem)").matches) form.querySelector("details").open = true;
    this.#listen();
    this.read();
    table.dataset.ready = "";
  }

  #names(filter, value) {
    const option = this.#option(this.form.elements[filter], value);
    return option ? `${option.textContent} ${option.dataset.also ?? ""}` : "";
  }

  #option(select, value) {
    return [...select.options].find((option) => option.value === value);
  }

  #listen() {
    const { clear, "clear-all": again } = this.parts;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.query.addEventListener("input", () => this.#changed(TYPING));
    this.form.addEventListener("change", () => this.#changed());
    for (const button of [clear, again]) button.addEventListener("click", () => this.#clear());
    for (const head of this.heads) head.querySelector("button").addEventListener("click", () => this.#sort(head.dataset.sort));
    for (const button of this.takes) button.addEventListener("click", () => take(button.dataset.take, this.form.dataset.file, document.querySelector("h1").textContent, this.shown));
    addEventListener("popstate", () => this.read());
  }

  // -- the address -----------------------------------------------------------------------------------------------------

  /** Take what the address asks; what it asks that is not here is left out, and told. */
  read() {
    const told = new URLSearchParams(location.search);
    const odd = [];
    this.query.value = (told.get("q") ?? "").slice(0, this.query.maxLength);
    for (const select of [...this.selects, this.order]) {
      const values = told.getAll(select.name).filter(Boolean);
      const known = values.find((value) => this.#option(select, value));
      odd.push(...values.filter((value) => value !== known).map((value) => `${select.name}=${value.slice(0, 40)}`));
      select.value = known ?? select.options[0].value;
    }
    this.reverse.checked = told.get("nguoc") === "1";
    this.show(odd);
  }

  #write() {
    const told = new URLSearchParams();
    if (this.query.value.trim()) told.set("q", this.query.value.trim());
    for (const { name, value } of this.selects) if (value) told.set(name, value);
    if (this.order.selectedIndex) told.set("sap", this.order.value);
    if (this.reverse.checked) told.set("nguoc", "1");
    const asking = told.toString();
    try {
      history.replaceState(history.state, "", (asking ? `?${asking}` : location.pathname) + location.hash);
    } catch {
      // a browser that counts changes of the address has had enough for now: the next change tells this one too
    }
  }

  // -- what the reader does --------------------------------------------------------------------------------------------

  #changed(pause = 0) {
    this.show([]);
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.#write(), pause);
  }

  #clear() {
    this.query.value = "";
    for (const select of this.selects) select.value = "";
    this.#changed();
    this.query.focus();
  }

  /** Order by a column; by the same one again, the other way round. */
  #sort(column) {
    this.reverse.checked = this.order.value === column && !this.reverse.checked;
    this.order.value = column;
    this.#changed();
  }

  // -- what is shown ---------------------------------------------------------------------------------------------------

  /** Rows, counts and words for what is chosen; `odd`: what an address asked for in vain. */
  show(odd) {
    const isSaid = asked(this.query.value, this.lines);
    const said = this.lines.filter(isSaid);
    const passes = (line, but) => this.selects.every((select) => select === but || !select.value || line.has(select.name, select.value));
    this.shown = this.#ordered(said.filter((line) => passes(line)));
    for (const select of this.selects) this.#count(select, said.filter((line) => passes(line, select)));
    const isShown = new Set(this.shown);
    for (const line of this.lines) line.row.hidden = !isShown.has(line);
    this.body.append(...this.shown.map(({ row }) => row));
    for (const head of this.heads) this.#mark(head);
    for (const line of this.lines) this.#member(line, this.form.elements["co-quan"]);
    this.#tell(odd);
  }

  /** Rows with nothing to order by stand last either way. */
  #ordered(lines) {
    const at = this.order.selectedIndex - 1;
    const rank = (line) => (at < 0 ? line.number : line.ranks[at]);
    const way = this.reverse.checked ? -1 : 1;
    const compare = (one, other) => (rank(one) === rank(other) ? one.number - other.number : !isFinite(rank(other)) ? -1 : !isFinite(rank(one)) ? 1 : way * (rank(one) - rank(other)));
    return [...lines].sort(compare);
  }

  /** What each choice would leave; one that would leave nothing cannot be chosen. */
  #count(select, lines) {
    for (const option of select.options) {
      const count = option.value ? lines.filter((line) => line.has(select.name, option.value)).length : lines.length;
      option.textContent = `${this.called.get(option)} (${count})`;
      option.disabled = !count && !option.selected && option.value !== "";
    }
  }

  #mark(head) {
    if (head.dataset.sort === this.order.value) head.setAttribute("aria-sort", this.reverse.checked ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }

  /** Why a row stands under an agency it does not name: through a collective, certainly or perhaps. */
  #member({ row, doubtful }, select) {
    const cell = row.querySelector(".col-co-quan");
    cell.querySelector(".through")?.remove();
    const agency = select?.value;
    if (row.hidden || !agency || cell.querySelector(`:scope > ul > li[data-id="${agency}"]`)) return;
    const name = this.called.get(select.selectedOptions[0]);
    cell.append(element("p", "through", ...(doubtful.has(agency) ? [`${name}: `, element("b", "", "chưa chắc")] : [`Gồm cả ${name}`])));
  }

  #tell(odd) {
    const { count, said, none, clear, used, search, heard } = this.parts;
    const chosen = this.selects.filter(({ value }) => value).map((select) => `${this.#label(select)}: ${this.called.get(select.selectedOptions[0])}`);
    const query = this.query.value.trim();
    if (query) chosen.unshift(`chữ “${query}”`);
    const ordered = this.order.selectedIndex || this.reverse.checked ? `Xếp theo: ${this.called.get(this.order.selectedOptions[0]).toLowerCase()}${this.reverse.checked ? ", ngược lại" : ""}.` : "";
    const lost = odd.length ? `Địa chỉ có chỗ không dùng được, đã bỏ qua: ${odd.join(", ")}.` : "";
    count.textContent = `Đang hiện ${this.shown.length} trong ${this.lines.length}`;
    said.textContent = [lost, chosen.length ? `Lọc theo ${chosen.join("; ")}.` : "", ordered].filter(Boolean).join(" ");
    used.textContent = chosen.length ? `${chosen.length} đang chọn` : "";
    clear.hidden = !chosen.length;
    this.table.hidden = !this.shown.length;
    none.hidden = !this.table.hidden;
    for (const button of this.takes) button.disabled = !none.hidden;
    search.search = query ? `?q=${encodeURIComponent(query)}` : "";
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const words = [count.textContent, lost].filter(Boolean).join(". ");
      if (heard.textContent !== words) heard.textContent = words;
    }, HEARING);
  }

  #label(select) {
    return select.labels[0].textContent;
  }
}

const narrowing = document.querySelector("form.narrow");
if (narrowing) new Register(narrowing, document.querySelector("table.register"));
