// Parts of the index, fetched as scripts: a page opened from a folder may load a script, but fetch nothing.
import { ALL } from "./engine.js";
import { Store } from "./store.js";

const ROUNDS = 5; // a search finds out in a few turns which files it needs

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
 * Run `work(store, effort)` until it misses nothing; at once when all is here. Of a large plan step by step, so that the first
 * results need few files: what is literally asked, then its likeliest other reading, then everything. A newer call on the same
 * `turn` ends an older one.
 */
export async function settle(loader, turn, work) {
  const mine = (turn.count = (turn.count ?? 0) + 1);
  if (!loader.store?.ready) await loader.prepare();
  const attempt = (effort) => {
    loader.store.wanted.clear();
    work(loader.store, effort);
    return loader.whole;
  };
  if (attempt(ALL)) return;
  for (let effort = 0; effort <= ALL; effort += 1) {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (turn.count !== mine) return;
      if (attempt(effort)) break;
      await loader.complete();
    }
  }
}
