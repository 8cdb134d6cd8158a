// What a query asks for: places named outright (II.4.đ), dates, phrases in quotes, and one or more readings of its words.
// A reading is a row of slots and what it is worth: as typed, abbreviations written out, everyday words in official ones.
import { folds, syllable, words } from "./syllables.js";
import { slot } from "./rank.js";
import { beside, mend } from "./slips.js";
import { places } from "./places.js";

const LONGEST = 14; // words that count: a pasted paragraph must not freeze the page
const SHORT = 0.98;
const SAID = [0.78, 0.75, 0.72, 0.69];
const SPOKEN = /^(?:[bcdghklmnpqrstvx]{1,2}|ngh|gi|qu)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?$/; // could be a syllable

/** The words of a text as tokens. */
const tokensOf = (text) => words(text.normalize("NFC")).map((found) => ({ ...found, ...syllable(found.word) }));

/** Forms of the vocabulary a token can stand for, with how well each fits. `plain`: nothing in the query is marked. */
export function formsOf(store, token, plain, open) {
  if (token.forms) return token.forms;
  const bare = (key) => key.replace(/[\u0300\u0301\u0303\u0309\u0323]$/, "");
  const fit = (key) => (plain || token.any || key === token.key ? 1 : !token.marked ? 0.85 : bare(key) === bare(token.key) ? 0.6 : 0.5);
  const found = (store.byFold.get(token.fold) ?? []).map((form) => [form, fit(store.keys[form])]);
  if (!open || token.any || token.fold.length < 2) return found;
  const share = (token.fold.length === 2 ? 0.7 : 0.9) * (found.length ? 0.6 : 1);
  const grown = (key) => !token.marked || (bare(key).startsWith(bare(token.key)) && (bare(token.key) === token.key || key.at(-1) === token.key.at(-1)));
  for (const form of store.beginning(token.fold)) {
    if (store.folds[form] !== token.fold && !store.words[form].includes("/")) found.push([form, share * (grown(store.keys[form]) ? 1 : 0.5)]);
  }
  return found;
}

/** Phrases by the first of their folds, to look for them in a row of tokens. */
function phrasebook(rows) {
  const book = new Map();
  for (const [phrase, value] of rows) {
    const spelt = typeof phrase === "string" ? phrase.split(" ") : phrase;
    if (!spelt[0]) continue;
    if (!book.has(spelt[0])) book.set(spelt[0], []);
    book.get(spelt[0]).push({ spelt, value });
  }
  return book;
}

/** Every phrase of a book that stands in the tokens: [{ from, to, value }], longest first. */
function spoken(book, tokens) {
  const found = [];
  tokens.forEach((token, from) => {
    for (const { spelt, value } of book.get(token.fold) ?? []) {
      if (spelt.every((fold, step) => tokens[from + step]?.fold === fold)) found.push({ from, to: from + spelt.length, value });
    }
  });
  return found.sort((one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from);
}

/** Dictionaries of a store, made once. */
function books(store) {
  if (store.books) return store.books;
  const close = (text) => folds(text).join("");
  const shorts = new Map();
  for (const [short, full] of store.core.short) shorts.set(close(short), [...(shorts.get(close(short)) ?? []), full]);
  const printed = store.core.short.filter(([short]) => folds(short).every((fold) => store.byFold.has(fold)));
  store.books = {
    shorts,
    fulls: phrasebook(printed.map(([short, full]) => [folds(full), short])),
    say: phrasebook(store.core.say.flatMap(([said, mean]) => said.split("|").map((phrase) => [phrase, mean.split("|")]))),
    asks: phrasebook(Object.entries(store.core.asks)),
  };
  return store.books;
}

/** Spans that are abbreviations: up to four tokens run together, unless they could as well be a syllable. */
function abbreviations(store, tokens, text) {
  const mixed = text !== text.toUpperCase();
  const found = [];
  tokens.forEach((token, from) => {
    for (let to = Math.min(tokens.length, from + 4); to > from; to -= 1) {
      const run = tokens.slice(from, to);
      const close = run.map(({ fold }) => fold).join("");
      const fulls = store.books.shorts.get(close);
      const typed = text.slice(token.start, run.at(-1).end);
      const capitals = mixed && typed === typed.toUpperCase() && close.length > 1;
      if (!fulls || (run.length > 1 && close.length < 3) || (!capitals && run.some(({ fold }) => fold.length > 1 && SPOKEN.test(fold)))) continue;
      found.push(...fulls.map((full) => ({ from, to, value: full, shown: typed })));
      break;
    }
  });
  return found;
}

/** Dates, however written: `25/12`, `14.9.2021`, `ngày 24 tháng 11 năm 2021`, `11/2021`. */
function dates(store, tokens, text) {
  const found = [];
  const day = /(?:ng[aà]y\s+)?(\d{1,2})\s*(?:[/.-]|\s+th[aá]ng\s+)\s*(\d{1,2})(?:\s*(?:[/.,-]|\s+n[aă]m\s+)\s*(\d{4}))?(?![\d/.-]*[\p{L}\d])|(\d{1,2})\s*(?:[/.-]|\s+n[aă]m\s+)\s*(\d{4})(?![\d/.-]*[\p{L}\d])/giu;
  for (const match of text.matchAll(day)) {
    const [d, m, y] = match[4] ? ["", +match[4], match[5]] : [+match[1], +match[2], match[3]];
    const fits = (word) => {
      const [dd, mm, yy] = word.split("/");
      return mm !== undefined && +mm === m && (d === "" || +dd === d) && (!y || !yy || yy === y);
    };
    const forms = store.words.flatMap((word, form) => (fits(word) ? [[form, 1]] : []));
    const from = tokens.findIndex(({ start }) => start >= match.index);
    const to = tokens.findLastIndex(({ end }) => end <= match.index + match[0].length) + 1;
    if (forms.length && from < to) found.push({ from, to, forms });
  }
  return found;
}

/** Words that only ask, taken out: what they ask for is told. A single syllable stays where it belongs to its neighbour. */
function questions(store, tokens) {
  const asks = new Set();
  const silent = new Set();
  for (const { from, to, value } of spoken(store.books.asks, tokens)) {
    const single = to - from === 1;
    const tied = single && ((tokens[from - 1] && beside(store, tokens[from - 1].fold, tokens[from].fold)) ||
      (tokens[to] && beside(store, tokens[from].fold, tokens[to].fold)));
    if (tied) continue;
    asks.add(value);
    for (let at = from; at < to; at += 1) silent.add(at);
  }
  return { asks, silent };
}

/** Choose spans that do not overlap, in the order given. */
function apart(spans) {
  const taken = new Set();
  return spans.filter(({ from, to }) => {
    const places_ = Array.from({ length: to - from }, (_, step) => from + step);
    if (places_.some((at) => taken.has(at))) return false;
    for (const at of places_) taken.add(at);
    return true;
  });
}

/** Tokens with spans replaced and silent words left out. */
function replaced(tokens, spans, silent) {
  const row = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const span = spans.find(({ from }) => from === at);
    if (span) {
      row.push(...(span.forms ? [{ word: span.shown ?? "", fold: "", forms: span.forms }] : tokensOf(span.value).map((token) => ({ ...token, told: true }))));
      at = span.to - 1;
    } else if (!silent.has(at)) row.push(tokens[at]);
  }
  return row;
}

/** A reading: slots, what it is worth, and the tokens behind it. */
export function reading(store, row, plain, open, worth, told = null) {
  const slots = row.map((token, at) => slot(store, formsOf(store, token, plain && !token.told, open && at === row.length - 1 && !token.told)));
  const kept = slots.map((made, at) => ({ made, token: row[at] })).filter(({ made, token }) => made.forms.length || token.fold.length > 1);
  return { slots: kept.map(({ made }) => made), row: kept.map(({ token }) => token), worth, told };
}

/** Everything a query asks; `hasty`: its literal reading only. */
export function understand(store, raw, hasty = false) {
  const text = raw.normalize("NFC").trim();
  const typed = tokensOf(text).slice(0, LONGEST);
  const open = /[\p{L}\p{N}]$/u.test(text) && !/\s$/.test(raw);
  const plain = !typed.some(({ marked }) => marked);
  const { say } = books(store);
  const found = { text, plain, open, ids: places(store, text, typed), asks: new Set(), readings: [], phrases: [], changes: [], also: [], shorts: [] };
  if (!typed.length) return found;
  const [last] = typed.slice(-1);
  const covered = new Set([...abbreviations(store, typed, text), ...spoken(say, typed), ...spoken(store.books.asks, typed)]
    .flatMap(({ from, to }) => typed.slice(from, to)));
  const isKnown = (token) => token.fold.length < 2 || store.byFold.has(token.fold) || covered.has(token) || /^\d+$/.test(token.fold) ||
    (open && token === last && store.beginning(token.fold).length > 0);
  const { tokens, changes } = mend(store, typed, isKnown);
  found.changes = changes;
  const { asks, silent } = questions(store, tokens);
  found.asks = asks;
  if (silent.size === tokens.length) silent.clear();
  const dated = apart(dates(store, tokens, text));
  const exact = [...dated, ...spoken(store.books.fulls, tokens).map((span) => ({ ...span, short: true }))];
  const shorts = abbreviations(store, tokens, text);
  const sayings = spoken(say, tokens);
  const add = (spans, worth, told) => {
    const chosen = apart(spans);
    const quiet = new Set([...silent].filter((at) => !chosen.some(({ from, to }) => at >= from && at < to)));
    const row = replaced(tokens, chosen, quiet);
    if (row.length) found.readings.push(reading(store, row, plain, open, worth, told));
  };
  found.tokens = tokens;
  found.silent = silent;
  add([], 1);
  if (dated.length) add(dated, 1);
  for (const [, quoted] of text.matchAll(/["“”«]([^"“”«»]+)["“”»]/gu)) {
    const row = tokensOf(quoted);
    const forms = row.map((token) => formsOf(store, token, !row.some(({ marked }) => marked), false).filter(([, fit]) => fit === 1));
    if (row.length) found.phrases.push(forms.map((allowed) => slot(store, allowed)));
  }
  if (hasty) return found;
  if (shorts.length) {
    add([...dated, ...shorts], SHORT);
    for (const span of shorts.slice(1, 4)) add([span, ...shorts], SHORT);
    found.shorts = apart(shorts);
  }
  if (exact.length > dated.length) add(exact, SHORT);
  const main = apart(sayings);
  SAID.forEach((worth, which) => {
    const spans = main.filter(({ value }) => value.length > which || which === 0).map((span) => ({ ...span, value: span.value[which] ?? span.value[0] }));
    if (spans.length) add([...spans, ...dated, ...shorts], worth, spans.map(({ value }) => value));
  });
  if (main.length > 1) for (const span of main.slice(0, 3)) add([{ ...span, value: span.value[0] }, ...dated, ...shorts], SAID[1], [span.value[0]]);
  found.also = [...new Set(main.flatMap(({ value }) => value))];
  return found;
}
