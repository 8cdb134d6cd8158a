// The filters of the search page: native check boxes, with counts of what each would leave.

const FEW = 8; // values of a filter shown before more are asked for

export class Filters {
  /** `form` holds a fieldset for each filter; `changed` is called when the reader chose. */
  constructor(form, changed) {
    this.form = form;
    this.clear = form.querySelector("[data-search-clear]");
    this.count = form.querySelector("[data-search-count]");
    this.sets = [...form.querySelectorAll("fieldset")].map((set) => ({
      set,
      more: set.querySelector("button"),
      choices: [...set.querySelectorAll("input")].map((box, value) => ({ box, value, row: box.closest("li"), label: box.parentElement.querySelector("[data-count]") })),
    }));
    this.boxes = this.sets.flatMap(({ choices }) => choices.map(({ box }) => box));
    form.addEventListener("change", changed);
    this.clear.addEventListener("click", () => {
      for (const box of this.boxes) box.checked = false;
      form.querySelector("summary").focus();
      changed();
    });
    for (const filter of this.sets) filter.more.addEventListener("click", () => this.#open(filter));
  }

  get used() {
    return this.boxes.filter((box) => box.checked);
  }

  /** Take the choices of an address. */
  read(asked) {
    for (const box of this.boxes) box.checked = asked.getAll(box.name).includes(box.value);
  }

  /** Add the choices to an address. */
  write(told) {
    for (const box of this.used) told.append(box.name, box.value);
  }

  /** The choices as `search` takes them. */
  chosen(store) {
    const chosen = {};
    for (const box of this.used) (chosen[box.name] ??= new Set()).add(store.facets[box.name].values.indexOf(box.value));
    return chosen;
  }

  /** What each choice would leave, and how many are `found` (`null`: nothing is asked); values that leave nothing are hidden, a
   *  chosen or focused one never. */
  show(counts, found) {
    this.counts = counts;
    this.form.hidden = false;
    this.count.textContent = found === null ? "" : `${found} kết quả`;
    for (const filter of this.sets) this.#fill(filter);
    this.clear.hidden = !this.used.length;
  }

  #fill({ set, choices, more }) {
    const total = ({ box, value }) => this.counts[box.name][value];
    const ordered = choices.filter(total).sort((one, other) => total(other) - total(one));
    const shown = new Set("all" in set.dataset ? ordered : ordered.slice(0, FEW));
    for (const choice of choices) {
      const hidden = !shown.has(choice) && !choice.box.checked && choice.box !== document.activeElement;
      if (choice.row.hidden !== hidden) choice.row.hidden = hidden;
      if (!hidden && choice.label.textContent !== String(total(choice))) choice.label.textContent = total(choice);
    }
    set.hidden = !choices.some(({ row }) => !row.hidden);
    more.hidden = ordered.length <= shown.size;
    more.textContent = `Thêm ${ordered.length - shown.size} mục`;
  }

  /** All values of a filter; the focus goes to the first that was not there. */
  #open(filter) {
    const before = new Set(filter.choices.filter(({ row }) => !row.hidden));
    filter.set.dataset.all = "";
    this.#fill(filter);
    filter.choices.find((choice) => !choice.row.hidden && !before.has(choice))?.box.focus();
  }
}
