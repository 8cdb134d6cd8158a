// A search box with suggestions: the combobox of the ARIA Authoring Practices (listbox popup, the focus stays in the box).
import { element, link, marks } from "./dom.js";
import { ALL, search } from "./engine.js";
import { settle } from "./loader.js";
import { excerpt } from "./snippet.js";

const KIND_FIRST = { agency: 0, document: 0, area: 1, group: 1, body: 1 };
const NAMES = 4;
const TOTAL = 8;
const WORTHY = 0.75; // of the best relevance: a name less fitting is no suggestion
const PAUSE = 500; // ms without a key after which a screen reader is told

/** Entries to suggest for an answer: names first (agencies and documents before areas and groups), then provisions. */
export function suggestions(store, { results }) {
  const best = results[0]?.score ?? 0;
  const named = results.filter(({ entry, score }) => store.kinds[entry] in KIND_FIRST && score >= best * WORTHY)
    .sort((one, other) => KIND_FIRST[store.kinds[one.entry]] - KIND_FIRST[store.kinds[other.entry]] || other.score - one.score).slice(0, NAMES);
  const rest = results.filter(({ entry }) => store.kinds[entry] === "provision").slice(0, TOTAL - named.length);
  return { named, rest };
}

export class Box {
  constructor(loader, input, number) {
    this.loader = loader;
    this.input = input;
    this.turn = {};
    this.recent = [];
    this.options = [];
    this.active = -1;
    this.list = element("div", "suggestions");
    this.list.id = `goi-y-${number}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Gợi ý");
    this.heard = element("p", "visually-hidden");
    this.heard.setAttribute("role", "status");
    input.closest(".field").append(this.list, this.heard);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.show());
    input.addEventListener("focus", () => this.show());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.hide());
    input.form.addEventListener("submit", () => this.#remember());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    if (document.activeElement === input) this.show();
  }

  show() {
    const raw = this.input.value;
    if (!raw.trim()) {
      this.#fill(this.recent.length ? [["Vừa tìm", this.recent.map((query) => link(this.#page(query), "", element("span", "option-title", query)))]] : []);
      return;
    }
    settle(this.loader, this.turn, (store, effort) => {
      const answer = search(store, raw, {}, effort);
      const { named, rest } = suggestions(store, answer);
      const made = [...named, ...rest].map((result) => ({ ...result, shown: store.shown(result.entry) }));
      if (store.wanted.size || this.input.value !== raw || (effort < ALL && !made.length)) return;
      const option = ({ entry, read, shown }) => {
        const provision = store.kinds[entry] === "provision";
        return link(this.loader.root + shown.url, "", element("span", "option-title", shown.title),
          element("span", "option-place", shown.place), provision ? element("span", "option-text", ...marks(excerpt(store, shown.text, read))) : null);
      };
      const names = made.slice(0, named.length).map(option);
      const provisions = made.slice(named.length).map(option);
      const all = link(this.#page(raw), "option-all", answer.results.length ? `Xem cả ${answer.results.length} kết quả` : "Chưa có gợi ý. Mở trang tìm kiếm");
      this.#fill([["Cơ quan, văn bản, nhóm", names], ["Điều khoản", provisions], ["", [all]]].filter(([, options]) => options.length));
    }).catch(() => this.#fill([["", [link(this.#page(raw), "option-all", "Chưa tải được gợi ý; mở trang tìm kiếm")]]]));
  }

  #page(query) {
    return `${this.input.form.action}?q=${encodeURIComponent(query)}`;
  }

  /** Groups of options into the list. */
  #fill(groups) {
    this.options = groups.flatMap(([, options]) => options);
    this.options.forEach((option, at) => {
      option.id = `${this.list.id}-${at}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.list.replaceChildren(...groups.map(([name, options]) => {
      if (!name) return options[0];
      const heading = element("div", "option-group", name);
      heading.setAttribute("aria-hidden", "true");
      const group = element("div", "", heading, ...options);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      return group;
    }));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const open = this.options.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.#tell(open ? `${this.options.length} gợi ý, dùng mũi tên lên xuống để chọn.` : "");
  }

  hide() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#tell("");
  }

  #tell(words) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      if (this.heard.textContent !== words) this.heard.textContent = words;
    }, PAUSE);
  }

  #key(event) {
    if (event.isComposing) return; // an input method is at work: the key is its own
    const open = !this.list.hidden;
    if (open && (event.key === "Escape" || (event.key === "ArrowUp" && event.altKey))) {
      event.preventDefault();
      this.hide();
    } else if (event.key === "Home" || event.key === "End") {
      if (open) this.#choose(-1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.show();
      else if (!event.altKey) this.#choose(this.active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.#remember();
      this.options[this.active].click();
    }
  }

  /** Move to an option; past either end lies the box itself. */
  #choose(at) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    const count = this.options.length + 1;
    this.active = ((at + 1 + count) % count) - 1;
    const option = this.options[this.active];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #remember() {
    const query = this.input.value.trim();
    if (query) this.recent = [query, ...this.recent.filter((other) => other !== query)].slice(0, 5);
  }
}
