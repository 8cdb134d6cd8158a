// Parts of the index, fetched as scripts: a page opened from a folder may load a script, but fetch nothing.
import { Store } from "./store.js";

/** The index under a site's root: `prepare` it, search, `complete` what the answer still wanted. */
export class Loader {
  constructor(root) {
    this.root = root;
    this.store = null;
    this.waiting = new Map();
    window.planSearch = {
      core: (value) => this.#start(value),
      terms: (number, value) => this.#arrive("terms", number, value),
      texts: (number, value) => this.#arrive("texts", number, value),
    };
  }

  /** The core, and all of a small plan. */
  async prepare() {
    await this.#fetch("core", "core.js");
    if (this.store.small) await Promise.all(this.store.files.texts.map((_, number) => this.#part(`texts-${number}`)));
  }

  #start(core) {
    this.store = new Store(core);
  }

  #arrive(part, number, value) {
    this.store.receive(part, number, value);
  }

  /** A part by its name (`terms-0`), fetched once; failing, it may be asked for again. */
  #part(name) {
    return this.#fetch(name, `${name}.js?v=${this.store.version}`);
  }

  #fetch(name, file) {
    if (!this.waiting.has(name)) {
      const promise = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${this.root}assets/search/${file}`;
        script.onload = () => resolve();
        script.onerror = () => {
          this.waiting.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      });
      this.waiting.set(name, promise);
    }
    return this.waiting.get(name);
  }

  /** Whether the last answer missed nothing. */
  get whole() {
    return this.store !== null && this.store.wanted.size === 0;
  }

  /** Fetch what the last answer missed. */
  complete() {
    return Promise.all([...this.store.wanted].map((name) => this.#part(name)));
  }
}

/**
 * Run `work(store, hasty)` until it misses nothing; at once when all is here. Of a large plan first in haste: only what is
 * literally asked, so that the first results need few files. A newer call on the same `turn` ends an older one.
 */
export async function settle(loader, turn, work) {
  const mine = (turn.count = (turn.count ?? 0) + 1);
  if (!loader.store?.ready) await loader.prepare();
  const rounds = loader.store.small ? [false] : [true, true, true, true, false, false, false, false];
  for (let at = 0; at < rounds.length && turn.count === mine; at += 1) {
    loader.store.wanted.clear();
    work(loader.store, rounds[at]);
    if (loader.whole && rounds[at]) at = rounds.indexOf(false) - 1;
    else if (loader.whole) return;
    else await loader.complete();
  }
}
