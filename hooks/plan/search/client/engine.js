// A query to its answer: ranked entries, counts for the filters, what was understood. One plain function; it never waits.
import { isProvision } from "./places.js";
import { reading, understand } from "./query.js";
import { phrase, rank } from "./rank.js";
import { suspect } from "./slips.js";

export const ALL = 2; // the most effort: every reading, and slips in words that exist
const LEAST = 0.02; // relevance below which an entry does not answer
const WEAK = 0.16; // relevance of the best below which nothing answers well: only a few are shown, and it is said
const FEW_WEAK = 5;
const STRAY = 0.06; // relevance below which an entry shares a word by chance
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
  const take = (read, ranked = rank(store, read.slots)) => {
    for (let entry = 0; entry < store.size; entry += 1) {
      const score = ranked[entry] * read.worth;
      if (score > scores[entry]) {
        scores[entry] = score;
        by[entry] = read;
      }
    }
  };
  for (const read of asked.readings) take(read);
  const best = highest(scores);
  if (effort === ALL && asked.tokens.length > 1 && best < GOOD && !asked.changed) {
    const mended = suspect(store, asked.tokens.filter((_, at) => !asked.silent.has(at)), asked.isSure);
    const read = mended && reading(store, mended, asked.plain, asked.open, MENDED);
    const ranked = read && rank(store, read.slots);
    if (read && highest(ranked) * read.worth > best) {
      take(read, ranked);
      asked.tokens = mended;
      asked.changed = true;
    }
  }
  const found = order(store, asked, scores, by);
  return { asked, found, ...filter(store, found, chosen) };
}

const highest = (scores) => scores.reduce((best, score) => (score > best ? score : best), 0);

/** Entries that answer, best first; those named outright before all others. */
function order(store, asked, scores, by) {
  const found = [];
  const named = asked.place?.entries ?? [];
  const direct = new Map(named.map((entry, at) => [entry, 3 - at * 0.01]));
  const starts = named.map((entry) => `${store.ids[entry]}.`);
  const due = store.facets.han.rows;
  const duty = (entry) => (asked.asks.has("khi nào") && due[entry].length ? 0.15 : 0) + (asked.asks.has("ai") && store.roles[entry] ? 0.05 : 0);
  const score = (entry) => {
    if (asked.place) return direct.get(entry) ?? (isProvision(store, entry) && starts.some((start) => store.ids[entry].startsWith(start)) ? 2 : 0);
    return scores[entry] && scores[entry] * KIND[store.kinds[entry]] + (scores[entry] > WEAK ? duty(entry) : 0);
  };
  if (asked.text === "") store.ids.forEach((_, entry) => found.push({ entry, score: 0 }));
  else {
    const quoted = asked.phrases.map((slots) => phrase(store, slots));
    for (let entry = 0; entry < store.size; entry += 1) {
      const value = quoted.every((within) => within.has(entry)) ? score(entry) : 0;
      if (value) found.push({ entry, score: value, read: asked.place ? null : by[entry] });
    }
    found.sort((one, other) => other.score - one.score || one.entry - other.entry);
  }
  const best = found[0]?.score ?? 0;
  asked.weak = asked.text !== "" && best < WEAK;
  const least = asked.text === "" ? 0 : Math.max(asked.weak ? LEAST : STRAY, best * SHARE);
  return found.filter(({ score }) => score >= least).slice(0, asked.weak ? FEW_WEAK : found.length);
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
