// A query to its answer: ranked entries, counts for the filters, what was understood. One plain function; it never waits.
import { understand, reading } from "./query.js";
import { phrase, rank } from "./rank.js";
import { suspect } from "./slips.js";

export const ALL = 2; // the most effort: every reading, and slips in words that exist
const LEAST = 0.14; // relevance below which an entry does not answer
const SHARE = 0.17; // of the best one's relevance
const GOOD = 0.72; // below this the words may be misspelt though they exist
const MENDED = 0.9;
const KIND = { provision: 1, agency: 1, area: 1, document: 1, group: 0.97, body: 0.94, term: 0.86 };

/**
 * The answer to a query: `found`, best first, and of those the `results` under the chosen filters ({ name: Set of value
 * positions }), with counts for each filter. `effort`: 0 for what is literally asked, 1 for its likeliest other reading too.
 * While `store.wanted` is not empty afterwards, parts of the index are missing and the answer is not final.
 */
export function search(store, raw, chosen = {}, effort = ALL) {
  store.wanted.clear();
  const asked = understand(store, raw, effort);
  const scores = new Float32Array(store.size);
  const by = new Array(store.size);
  const take = (read) => {
    const ranked = rank(store, read.slots);
    for (let entry = 0; entry < store.size; entry += 1) {
      const score = ranked[entry] * read.worth;
      if (score > scores[entry]) {
        scores[entry] = score;
        by[entry] = read;
      }
    }
  };
  for (const read of asked.readings) take(read);
  if (effort === ALL && asked.tokens?.length > 1 && Math.max(...scores) < GOOD && !asked.changes.length) {
    const mended = suspect(store, asked.tokens.filter((_, at) => !asked.silent.has(at)), asked.isSure);
    if (mended) {
      const read = reading(store, mended.tokens, asked.plain, asked.open, MENDED);
      const best = Math.max(...scores);
      if (Math.max(...rank(store, read.slots)) * MENDED > best) {
        take(read);
        asked.changes = mended.changes;
      }
    }
  }
  const found = order(store, asked, scores, by);
  return { asked, found, ...filter(store, found, chosen) };
}

function order(store, asked, scores, by) {
  const found = [];
  const direct = new Map(asked.ids.map((entry, at) => [entry, 3 - at * 0.01]));
  if (asked.text === "") store.ids.forEach((_, entry) => found.push({ entry, score: 0 }));
  else {
    const due = store.facets.han?.rows ?? [];
    const duty = (entry) => (asked.asks.has("khi nào") && due[entry]?.length ? 0.25 : 0) + (asked.asks.has("ai") && store.roles[entry] ? 0.05 : 0);
    const quoted = asked.phrases.map((slots) => phrase(store, slots));
    for (let entry = 0; entry < store.size; entry += 1) {
      if (quoted.some((within) => !within.has(entry))) continue;
      const within = [...direct.keys()].some((id) => store.ids[entry].startsWith(`${store.ids[id]}.`) && store.kinds[entry] !== "document");
      const score = direct.get(entry) ?? (within ? 2 : direct.size ? 0 : scores[entry] ? scores[entry] * KIND[store.kinds[entry]] + (scores[entry] > LEAST ? duty(entry) : 0) : 0);
      if (score) found.push({ entry, score, read: by[entry] });
    }
    found.sort((one, other) => other.score - one.score || one.entry - other.entry);
  }
  const least = asked.text === "" ? 0 : Math.max(LEAST, (found[0]?.score ?? 0) * SHARE);
  return found.filter(({ score }) => score >= least);
}

/** Results that have a chosen value of every filter in use; counts as if the filter itself were not in use. */
function filter(store, found, chosen) {
  const used = Object.entries(chosen).filter(([, values]) => values.size);
  const passes = (entry, name, values) => store.facets[name].rows[entry].some((value) => values.has(value));
  const counts = Object.fromEntries(Object.entries(store.facets).map(([name, { values }]) => [name, new Uint32Array(values.length)]));
  const kept = [];
  for (const result of found) {
    const failed = used.filter(([name, values]) => !passes(result.entry, name, values)).map(([name]) => name);
    if (!failed.length) kept.push(result);
    for (const name of failed.length === 0 ? Object.keys(counts) : failed.length === 1 ? failed : []) {
      for (const value of store.facets[name].rows[result.entry]) counts[name][value] += 1;
    }
  }
  return { results: kept, counts };
}
