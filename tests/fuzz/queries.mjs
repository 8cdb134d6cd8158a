// The client's search on an index in memory, asked what nobody would type. Usage: node queries.mjs COUNT SEED SECONDS
// Every query is asked composed and decomposed: the answers must be the same. Prints { cases, seconds, faults }.
import { readFileSync, readdirSync } from "node:fs";

import { search } from "./engine.js";
import { Store } from "./store.js";
import { syllable, words } from "./syllables.js";

const [count, seed, limit] = process.argv.slice(2).map(Number);
const LONG = 2000; // ms a query may take

let store;
const parts = [];
globalThis.planSearch = { core: (value) => { store = new Store(value); }, terms: (...all) => parts.push(["terms", ...all]), texts: (...all) => parts.push(["texts", ...all]) };
for (const name of readdirSync(".").filter((file) => file.startsWith("index-")).sort()) (0, eval)(readFileSync(name, "utf-8"));
for (const part of parts) store.receive(...part);

/** Mulberry32: the same numbers for the same seed. */
const chance = (() => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
})();
const upTo = (most) => Math.floor(chance() * most);
const pick = (list) => list[upTo(list.length)];

const MARKS = ["\"", "“", "”", "«", "'", "-", "/", ".", ",", "(", ")", "[", "]", "*", "+", "?", "\\", "^", "$", "|", "{", "}", "<", ">", "&", "=", ":", ";", "…", "\u00a0", "\t", "\n", "\0",
  "\u0301", "\u0323", "\u200b", "\u202e", "\ufeff", "\ud83d", "\ude00", "😀", "ﬁ", "İ", "ß", "ſ", "K", "đ", "Đ", "__proto__", "constructor", "toString", "điều 3", "khoản", "3.1.1.2", "II.4.đ",
  "05/2024/QĐ-UBND", "25/12", "30/6/2025", "ngày 2 tháng 9", "ai", "khi nào", "ở đâu", "<script>", "%00", "a".repeat(300)];
const vocabulary = [...new Set(store.words)];
const damaged = (word) => {
  const at = upTo(word.length + 1);
  return pick([word, word, word.slice(0, at), word.slice(0, at) + pick(MARKS) + word.slice(at), word.toUpperCase(), word.normalize("NFD"), word.normalize("NFD").replace(/\p{M}/gu, ""), word.repeat(3)]);
};
const query = () => Array.from({ length: upTo(9) }, () => (chance() < 0.75 ? damaged(pick(vocabulary)) : pick(MARKS))).join(pick([" ", " ", " ", "", "-", "  "]));
const told = (text) => JSON.stringify(search(store, text).results.map(({ entry, score }) => [entry, Number(score.toFixed(6))]));

const faults = [];
const began = Date.now();
let cases = 0;
for (; cases < count && Date.now() - began < limit * 1000; cases += 1) {
  const typed = query();
  const started = Date.now();
  try {
    for (const { word } of words(typed.normalize("NFC"))) syllable(word);
    if (told(typed.normalize("NFC")) !== told(typed.normalize("NFD"))) faults.push(`queries: composed and decomposed differ: ${JSON.stringify(typed)}`);
  } catch (error) {
    faults.push(`queries: ${error} ${JSON.stringify(typed).slice(0, 200)}`);
  }
  if (Date.now() - started > LONG) faults.push(`queries: ${Date.now() - started} ms for ${JSON.stringify(typed).slice(0, 200)}`);
}
console.log(JSON.stringify({ cases, seconds: (Date.now() - began) / 1000, faults: faults.slice(0, 50) }));
