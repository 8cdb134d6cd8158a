// The index in memory. Parts arrive as scripts (core, terms-N, texts-N); a part asked for before it is here is noted in
// `wanted`, so that a search is one plain function: run it, fetch what it wanted, run it again.
import { syllable, words } from "./syllables.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Uint8Array(128);
for (let at = 0; at < 64; at += 1) VALUE[DIGITS.charCodeAt(at)] = at;
const DATE = /^\d+(?:\/\d+)+$/;
const NONE = new Uint32Array(0);

/** Numbers written in base 64, least digit first; each digit has five bits and a sixth that tells whether more follow. */
export function numbers(text) {
  const found = [];
  let value = 0;
  let place = 1;
  for (let at = 0; at < text.length; at += 1) {
    const digit = VALUE[text.charCodeAt(at)];
    value += (digit & 31) * place;
    if (digit & 32) place *= 32;
    else {
      found.push(value);
      value = 0;
      place = 1;
    }
  }
  return found;
}

/** Where a row of a list cut into files stands: [file, row in it]. */
function locate(lengths, at) {
  let file = 0;
  while (at >= lengths[file]) {
    at -= lengths[file];
    file += 1;
  }
  return [file, at];
}

export class Store {
  constructor(core) {
    this.core = core;
    this.version = core.version;
    this.ids = core.ids.split("|");
    this.kinds = numbers(core.kinds[1]).map((at) => core.kinds[0][at]);
    this.roles = numbers(core.roles);
    this.facets = Object.fromEntries(Object.entries(core.facets).map(([name, [values, chosen]]) => [name, { values, rows: rows(numbers(chosen)) }]));
    this.files = { terms: core.terms ?? [], texts: core.texts };
    this.parts = { terms: new Map(), texts: new Map() };
    this.wanted = new Set();
    this.known = new Map();
    this.slots = new Map();
    this.small = core.terms === undefined;
    this.ready = !this.small;
    if (this.ready) {
      this.#places(numbers(core.segments));
      this.#spell(core.words.split("|"));
    }
  }

  get size() {
    return this.ids.length;
  }

  /** Every position: the entry and the segment it lies in; every segment: its field, first position and length. */
  #places(told) {
    const { fields: kinds, gap } = this.core;
    const fields = [];
    const starts = [];
    const lengths = [];
    const owners = [];
    let at = 0;
    let read = 0;
    for (let entry = 0; entry < this.size; entry += 1) {
      for (let left = told[read++]; left > 0; left -= 1) {
        const segment = told[read++];
        fields.push(segment % kinds);
        lengths.push(Math.floor(segment / kinds));
        starts.push(at);
        owners.push(entry);
        at += lengths.at(-1) + gap;
      }
    }
    this.entryOf = new Uint32Array(at);
    this.segmentOf = new Uint32Array(at);
    this.fieldOf = new Uint8Array(at);
    starts.forEach((start, segment) => {
      const end = start + lengths[segment];
      this.entryOf.fill(owners[segment], start, end);
      this.segmentOf.fill(segment, start, end);
      this.fieldOf.fill(fields[segment], start, end);
    });
    this.segments = { starts, lengths };
  }

  /** The vocabulary, ordered by fold, then by key; forms of one fold stand together. */
  #spell(printed) {
    this.words = printed;
    this.keys = printed.map((word) => syllable(word).key);
    this.folds = printed.map((word) => syllable(word).fold);
    this.byFold = new Map();
    this.folds.forEach((fold, form) => {
      const forms = this.byFold.get(fold);
      if (forms) forms.push(form);
      else this.byFold.set(fold, [form]);
    });
  }

  /** Lay out a small plan's texts, word by word: what `index.lay` writes for a large one. */
  #lay() {
    const { fields: kinds, gap } = this.core;
    const told = [];
    const places = new Map();
    let at = 0;
    for (let entry = 0; entry < this.size; entry += 1) {
      const [title, , , , text, names, context] = this.#row("texts", entry);
      const row = [[0, title], [1, text], ...names.map((name) => [2, name]), ...context.map((above) => [3, above])];
      const count = told.push(0) - 1;
      for (const [field, said] of row) {
        const spoken = DATE.test(said) ? [said] : words(said).map(({ word }) => word);
        if (!spoken.length) continue;
        for (const word of spoken) {
          const { key, fold } = syllable(word);
          const place = places.get(key);
          if (place) place.positions.push(at);
          else places.set(key, { key, fold, word, positions: [at] });
          at += 1;
        }
        at += gap;
        told[count] += 1;
        told.push(spoken.length * kinds + field);
      }
    }
    const before = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    const order = [...places.values()].sort((one, other) => before(one.fold, other.fold) || before(one.key, other.key));
    this.#places(told);
    this.#spell(order.map(({ word }) => word));
    order.forEach(({ positions }, form) => this.known.set(form, Uint32Array.from(positions)));
    this.ready = true;
  }

  /** Whether the document prints a word with just these marks. */
  prints({ fold, key }) {
    return this.byFold.get(fold)?.some((form) => this.keys[form] === key) ?? false;
  }

  /** Forms whose fold begins with `start`. */
  beginning(start) {
    let low = 0;
    let high = this.folds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.folds[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < this.folds.length && this.folds[low].startsWith(start)) found.push(low++);
    return found;
  }

  /** Take a part in; one of another version than the core is none of ours. */
  receive(part, number, version, value) {
    if (version !== this.version) return;
    this.parts[part].set(number, value);
    this.wanted.delete(`${part}-${number}`);
    if (!this.ready && this.parts.texts.size === this.files.texts.length) this.#lay();
  }

  /** Whether a part is here, by its name (`terms-0`). */
  has(name) {
    const [part, number] = name.split("-");
    return this.parts[part].has(Number(number));
  }

  #row(part, at) {
    const [file, row] = locate(this.files[part], at);
    const value = this.parts[part].get(file);
    if (!value) this.wanted.add(`${part}-${file}`);
    return value?.[row];
  }

  /** Ascending positions of a form; none while its file is still to come. */
  positions(form) {
    const ready = this.known.get(form);
    if (ready) return ready;
    const told = this.#row("terms", form);
    if (told === undefined) return NONE;
    const found = Uint32Array.from(numbers(told));
    for (let at = 1; at < found.length; at += 1) found[at] += found[at - 1];
    this.known.set(form, found);
    return found;
  }

  /** What a result shows of an entry; nothing while its file is still to come. */
  shown(entry) {
    const row = this.#row("texts", entry);
    if (!row) return undefined;
    const [title, page, place, path, text] = row;
    const id = this.ids[entry];
    const fragment = id.toLowerCase().replaceAll(".", "-").replaceAll("đ", "dd");
    return { title, url: page.endsWith("#") ? page + fragment : page, place, path: path === 1 ? id : path, text };
  }
}

/** `[2, 5, 6, 0, 1, 3]` -> `[[5, 6], [], [3]]`: each row is preceded by its length. */
function rows(flat) {
  const found = [];
  for (let at = 0; at < flat.length; at += flat[at] + 1) found.push(flat.slice(at + 1, at + 1 + flat[at]));
  return found;
}
