// Parts of the index, fetched as scripts: a page opened from a folder may load a script, but fetch nothing.
import { ALL } from "./engine.js";
import { Store } from "./store.js";

const ROUNDS = 12; // more than any search needs to find out which files it misses

// The page's policy lets no script be named but through here (Trusted Types), and here no other than a part of the index.
const partNaming = globalThis.trustedTypes?.createPolicy("index", {
  createScriptURL(file) {
    if (/^(?!\/\/)[^:?#\\]*assets\/search\/(?:core|terms-\d+|texts-\d+)\.js(?:\?\w+=\w+)?$/.test(file)) return file;
    throw new TypeError(file);
  },
});
const partAddress = (file) => partNaming?.createScriptURL(file) ?? file;

/** The index under a site's root: `prepare` it, search, `complete` what the answer still wanted. What fails may be asked for again. */
export class Loader {
  constructor(root) {
    this.root = root;
    this.store = null;
    this.waiting = new Map();
    this.tries = 0;
    window.planSearch = {
      core: (value) => {
        this.store = new Store(value);
      },
      terms: (number, version, value) => this.store?.receive("terms", number, version, value),
      texts: (number, version, value) => this.store?.receive("texts", number, version, value),
    };
  }

  /** The core, and all of a small plan. */
  async prepare() {
    await this.#fetch("core", `core.js${this.tries ? `?again=${this.tries}` : ""}`, () => this.store);
    if (this.store.small) await Promise.all(this.store.files.texts.map((_, number) => this.#part(`texts-${number}`)));
  }

  /** A part by its name (`terms-0`). One of another version than the core means that the core is old: begin anew. */
  async #part(name) {
    const { store } = this;
    await this.#fetch(name, `${name}.js?v=${store.version}`, () => store.has(name));
  }

  #fetch(name, file, arrived) {
    if (!this.waiting.has(name)) this.waiting.set(name, this.#load(file, arrived).catch((error) => {
      this.waiting.clear();
      this.store = null;
      this.tries += 1;
      throw error;
    }));
    return this.waiting.get(name);
  }

  #load(file, arrived) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = partAddress(`${this.root}assets/search/${file}`);
      script.onload = () => (arrived() ? resolve() : reject(new Error(`${file}: not what was asked for`)));
      script.onerror = () => reject(new Error(file));
      document.head.append(script);
    });
  }

  /** Whether the last answer missed nothing. */
  get whole() {
    return this.store.wanted.size === 0;
  }

  /** Fetch what the last answer missed. */
  complete() {
    return Promise.all([...this.store.wanted].map((name) => this.#part(name)));
  }
}

/**
 * Run `work(store, effort)`, a search, until it misses nothing; at once when all is here. Of a large plan step by step, so that the first
 * results need few files: what is literally asked, then its likeliest other reading, then everything. A newer call on the same
 * `turn` ends an older one, whose failures concern nobody.
 */
export async function settle(loader, turn, work) {
  const mine = (turn.count = (turn.count ?? 0) + 1);
  const attempt = (effort) => {
    work(loader.store, effort);
    return loader.whole;
  };
  try {
    if (!loader.store?.ready) await loader.prepare();
    if (turn.count !== mine || attempt(ALL)) return;
    for (let effort = 0; effort <= ALL; effort += 1) {
      for (let round = 0; !attempt(effort) && round < ROUNDS; round += 1) {
        await loader.complete();
        if (turn.count !== mine) return;
      }
    }
  } catch (error) {
    if (turn.count === mine) throw error;
  }
}
