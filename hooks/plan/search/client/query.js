// What a query asks for: places named outright (II.4.đ), dates, phrases in quotes, and one or more readings of its words.
// A reading is a row of slots and what it is worth: as typed, abbreviations written out, everyday words in official ones.
import { bare, folds, syllable, words } from "./syllables.js";
import { slot } from "./rank.js";
import { SPOKEN, beside, mend } from "./slips.js";
import { places } from "./places.js";

const LONGEST = 14; // words that count: a pasted paragraph must not freeze the page
const PASTED = 2000; // characters looked at
const SHORT = 0.98;
const SAID = [0.78, 0.75, 0.72, 0.69];
const HALF = 0.7; // of a saying's letters that must be typed before it is taken for meant
const HERE = "ở đây"; // what asks tells of the name of the plan's own place: most readers add it, most provisions do not say it
const MANY = 1500; // entries from which one letter is too little to complete a word
const ELSEWHERE = 0.8; // worth of a query without the name of the place it has
const BESIDE = 0.5; // weight of a word that stands beside what was recognized as a saying: the saying is the subject

/** The words of a text as tokens. */
const tokensOf = (text) => words(text.normalize("NFC")).map((found) => ({ ...found, ...syllable(found.word) }));

// -- a token to forms of the vocabulary ------------------------------------------------------------------------------

/**
 * Forms a token can stand for, with how well each fits. `plain`: nothing in the query is marked; `open`: half typed. Marks the
 * document has nowhere are likelier wrong than meant, unless the word is a saying by itself (`token.itself`).
 */
export function formsOf(store, token, plain, open) {
  if (token.forms) return token.forms;
  const alike = store.byFold.get(token.fold) ?? [];
  const printed = store.prints(token) || token.itself;
  const slip = (key) => (bare(key) === bare(token.key) ? (printed ? 0.6 : 0.92) : printed ? 0.45 : 0.8);
  const fit = (key) => (plain || token.any || key === token.key ? 1 : !token.marked ? 0.85 : slip(key));
  const found = alike.map((form) => [form, fit(store.keys[form])]);
  const least = store.size < MANY ? 1 : 2;
  return open && !token.any && token.fold.length >= least ? [...found, ...grown(store, token, found.length > 0)] : found;
}

/** Forms that a half typed token may become. */
function grown(store, token, complete) {
  const share = (token.fold.length === 1 ? 0.5 : token.fold.length === 2 ? 0.7 : 0.9) * (complete ? 0.6 : 1);
  const tone = (key) => bare(token.key) === token.key || key.at(-1) === token.key.at(-1);
  const fits = (key) => !token.marked || (bare(key).startsWith(bare(token.key)) && tone(key));
  return store.beginning(token.fold).filter((form) => store.folds[form] !== token.fold && !store.words[form].includes("/"))
    .map((form) => [form, share * (fits(store.keys[form]) ? 1 : 0.5)]);
}

// -- phrases known beforehand ----------------------------------------------------------------------------------------

/** Phrases by the first of their folds, to look for them in a row of tokens. */
function phrasebook(rows) {
  const book = new Map();
  for (const [spelt, value] of rows) {
    if (!spelt.length) continue;
    if (!book.has(spelt[0])) book.set(spelt[0], []);
    book.get(spelt[0]).push({ spelt, value });
  }
  return book;
}

/** Two texts of as many lines, as pairs. */
function pairs([one, other]) {
  const others = other.split("\n");
  return one ? one.split("\n").map((line, at) => [line, others[at]]) : [];
}

/** Dictionaries of a store, made once. */
function books(store) {
  if (store.books) return store.books;
  const { asks } = store.core;
  const [short, say] = [pairs(store.core.short), pairs(store.core.say)];
  const close = (text) => folds(text).join("");
  const shorts = new Map();
  for (const [printed, full] of short) shorts.set(close(printed), [...(shorts.get(close(printed)) ?? []), full]);
  const used = short.filter(([printed]) => folds(printed).every((fold) => store.byFold.has(fold)));
  store.books = {
    shorts,
    fulls: phrasebook(used.map(([printed, full]) => [folds(full), printed])),
    say: phrasebook(say.flatMap(([said, mean]) => said.split("|").map((phrase) => [phrase.split(" "), mean.split("|")]))),
    asks: phrasebook(Object.entries(asks).map(([phrase, what]) => [phrase.split(" "), what])),
  };
  return store.books;
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

/** Phrases of a book that the end of the tokens begins, "sổ hộ ngh" for "sổ hộ nghèo"; not where the document says it so itself. */
function begun(store, book, tokens, open) {
  const found = [];
  const printed = (row) => row.every((fold, step) => store.byFold.has(fold) && (!step || beside(store, row[step - 1], fold)));
  for (let from = Math.max(0, tokens.length - 6); from < tokens.length; from += 1) {
    const typed = tokens.slice(from).map(({ fold }) => fold);
    const letters = typed.join("").length;
    if (printed(typed)) continue;
    const first = typed.length === 1 && open ? [...book.keys()].filter((fold) => letters > 3 && fold.startsWith(typed[0])) : [typed[0]];
    for (const { spelt, value } of first.flatMap((fold) => book.get(fold) ?? [])) {
      const fits = typed.every((fold, step) => (open && step === typed.length - 1 ? spelt[step]?.startsWith(fold) : spelt[step] === fold));
      const share = letters / spelt.join("").length;
      if (fits && share >= HALF && share < 1) found.push({ from, to: tokens.length, value, share });
    }
  }
  return found.sort((one, other) => one.from - other.from || other.share - one.share).slice(0, 1);
}

/** Spans that are abbreviations: up to four tokens run together, unless they could as well be a syllable. */
function abbreviations(store, tokens, text, open) {
  const { shorts } = books(store);
  const mixed = text !== text.toUpperCase();
  const found = [];
  tokens.forEach((token, from) => {
    for (let to = Math.min(tokens.length, from + 4); to > from; to -= 1) {
      const run = tokens.slice(from, to);
      const close = run.map(({ fold }) => fold).join("");
      const begins = open && to === tokens.length && close.length > 2 && !SPOKEN.test(close);
      const fulls = shorts.get(close) ?? (begins ? [...shorts.keys()].filter((key) => key.startsWith(close)).slice(0, 2).flatMap((key) => shorts.get(key)) : []);
      const typed = text.slice(token.start, run.at(-1).end);
      const capitals = mixed && typed === typed.toUpperCase() && close.length > 1;
      const syllables = run.some(({ fold }) => fold.length > 1 && SPOKEN.test(fold));
      if (!fulls.length || (run.length > 1 && close.length < 3) || (!capitals && syllables)) continue;
      found.push(...fulls.map((full) => ({ from, to, value: full, shown: typed })));
      break;
    }
  });
  return found;
}

const ALONE = "(?<![\\p{L}\\d/.-])";
const NO_MORE = "(?![\\d/.-]*[\\p{L}\\d])";
const DAY = new RegExp(`${ALONE}(?:ng[aà]y )?(\\d{1,2})(?: ?[/.-] ?| th[aá]ng )(\\d{1,2})(?:(?: ?[/.-] ?|,? n[aă]m )(\\d{2,4}))?${NO_MORE}`, "giu");
const MONTH = new RegExp(`${ALONE}(?:th[aá]ng )?(\\d{1,2})(?: ?[/.-] ?|,? n[aă]m )(\\d{4})${NO_MORE}`, "giu");

/** Dates, however written (`25/12`, `14.9.2021`, `ngày 24 tháng 11 năm 2021`, `11/2021`); those the document has not are `missing`. */
function dates(store, tokens, text) {
  const found = [];
  const written = [...[...text.matchAll(DAY)].map((match) => [match, match[1], match[2], match[3]]), ...[...text.matchAll(MONTH)].map((match) => [match, "", match[1], match[2]])];
  for (const [match, day, month, year] of written) {
    if (Number(day || 1) > 31 || Number(month) > 12 || Number(month) === 0) continue;
    const sameYear = (y) => !year || !y || y.startsWith(year) || (year.length === 2 && y.endsWith(year));
    const fits = ([d, m, y]) => m !== undefined && Number(m) === Number(month) && (!day || Number(d) === Number(day)) && sameYear(y);
    const forms = store.words.flatMap((word, form) => (fits(word.split("/")) ? [[form, 1]] : []));
    const from = tokens.findIndex(({ start }) => start >= match.index);
    const to = tokens.findLastIndex(({ end }) => end <= match.index + match[0].length) + 1;
    if (from >= 0 && from < to) found.push({ from, to, forms, missing: forms.length ? "" : match[0] });
  }
  return apart(found);
}

/** Words that only ask, to be left out, and what they ask. A single syllable stays where it belongs to its neighbour. */
function questions(store, tokens) {
  const asks = new Set();
  const silent = new Set();
  for (const { from, to, value } of spoken(books(store).asks, tokens)) {
    const [before, after] = [tokens[from - 1], tokens[to]];
    const tied = to - from === 1 && ((before && beside(store, before.fold, tokens[from].fold)) || (after && beside(store, tokens[from].fold, after.fold)));
    if (tied) continue;
    asks.add(value);
    for (let at = from; at < to; at += 1) silent.add(at);
  }
  if (silent.size === tokens.length) silent.clear();
  return { asks, silent };
}

// -- readings --------------------------------------------------------------------------------------------------------

/** Choose spans that do not overlap, in the order given. */
function apart(spans) {
  const taken = new Set();
  return spans.filter(({ from, to }) => {
    const mine = Array.from({ length: to - from }, (_, step) => from + step);
    const free = !mine.some((at) => taken.has(at));
    if (free) for (const at of mine) taken.add(at);
    return free;
  });
}

/** Tokens with spans replaced and silent words left out; a word that would stand twice in a row stands once. */
function replaced(tokens, spans, silent) {
  const row = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const span = spans.find(({ from }) => from === at);
    if (!span && silent.has(at)) continue;
    const said = span && !span.forms ? tokensOf(span.value) : [];
    const more = !span ? [tokens[at]] : span.forms ? [{ word: "", fold: "", forms: span.forms }] : said.map((token) => ({ ...token, told: true, share: 2 / Math.max(2, said.length) }));
    if (!span && row.at(-1)?.told && row.at(-1).fold === tokens[at].fold) continue;
    row.push(...more);
    if (span) at = span.to - 1;
  }
  return row;
}

/**
 * A reading: slots, what it is worth, and the tokens behind it. Each saying or abbreviation written out counts as two words,
 * however long; words beside a saying count less; words the document does not have cost the reading what they would tell.
 */
export function reading(store, row, plain, open, worth, told = null) {
  const half = (token, at) => open && at === row.length - 1 && !token.told;
  const share = (token) => token.share ?? (told ? BESIDE : 1);
  const made = row.map((token, at) => {
    const found = slot(store, formsOf(store, token, plain && !token.told, half(token, at)));
    return share(token) === 1 ? found : { ...found, weight: found.weight * share(token) };
  });
  const kept = row.map((_, at) => at).filter((at) => made[at].forms.length);
  const weight = (places_) => places_.reduce((sum, at) => sum + made[at].weight, 0);
  const known = (weight(kept) / (weight([...made.keys()]) || 1)) ** 0.7;
  return { slots: kept.map((at) => made[at]), row: kept.map((at) => row[at]), worth: worth * known, saying: told !== null };
}

/** Phrases in quotes as slots that fit exactly; one not yet closed may end half typed. */
function quotations(store, text) {
  return [...text.matchAll(/["“”«]([^"“”«»]+)(["“”»]?)/gu)].map(([, quoted, end]) => [tokensOf(quoted), !end]).filter(([row]) => row.length).map(([row, open]) => {
    const plain = !row.some(({ marked }) => marked);
    const exact = (token, half) => formsOf(store, token, plain, half).filter(([form, fit]) => fit === 1 || (half && store.folds[form] !== token.fold));
    return row.map((token, at) => slot(store, exact(token, open && at === row.length - 1)));
  });
}

/** Everything a query asks, as far as `effort` goes (`engine.search`). */
export function understand(store, raw, effort) {
  const text = raw.slice(0, PASTED).normalize("NFC").replace(/\s+/gu, " ").trim();
  const all = tokensOf(text);
  const typed = all.slice(0, LONGEST);
  const open = all.length <= LONGEST && /[\p{L}\p{N}\p{M}]$/u.test(raw);
  const plain = !typed.some(({ marked }) => marked);
  const { say, asks: asking } = books(store);
  const sayings = spoken(say, typed);
  for (const { from, to } of sayings) if (to - from === 1) typed[from].itself = true;
  const known = new Set([...abbreviations(store, typed, text, open), ...sayings, ...begun(store, say, typed, open), ...spoken(asking, typed)]
    .flatMap(({ from, to }) => typed.slice(from, to)));
  const half = (token) => open && token === typed.at(-1) && store.beginning(token.fold).length > 0;
  const isSure = (token) => known.has(token) || /^\d+$/.test(token.fold) || half(token);
  const { tokens, changed } = mend(store, typed, (token) => token.fold.length < 2 || store.byFold.has(token.fold) || isSure(token));
  const asked = { text, plain, open, isSure, tokens, changed, left: all.slice(LONGEST), readings: [], also: [], shorts: [], unknown: [], ...questions(store, tokens) };
  const named = places(store, text, typed);
  asked.place = named?.entries.length ? named : null;
  if (named && !asked.place) asked.unknown.push(text);
  asked.phrases = quotations(store, text);
  if (tokens.length) read(store, asked, effort);
  return asked;
}

/** The readings of a query, into `asked`. */
function read(store, asked, effort) {
  const { tokens, silent, text, plain, open } = asked;
  const { fulls, say } = books(store);
  const here = asked.asks.has(HERE);
  const add = (spans, worth, told = null, left = silent) => {
    const chosen = apart(spans);
    const quiet = new Set([...left].filter((at) => !chosen.some(({ from, to }) => at >= from && at < to)));
    const row = replaced(tokens, chosen, quiet);
    const short = here && left === silent ? ELSEWHERE : 1;
    if (row.length) asked.readings.push(reading(store, row, plain, open, worth * short, told));
  };
  const written = dates(store, tokens, text);
  const dated = written.filter(({ missing }) => !missing);
  asked.unknown.push(...written.filter(({ missing }) => missing).map(({ missing }) => missing));
  for (const { from, to, missing } of written) if (missing) for (let at = from; at < to; at += 1) silent.add(at);
  const spared = (token, at) => silent.has(at) || asked.isSure(token) || token.any || store.byFold.has(token.fold);
  asked.unknown.push(...tokens.filter((token, at) => !spared(token, at)).map(({ word }) => word));
  add([], 1);
  if (here) add([], 1, null, new Set());
  if (dated.length) add(dated, 1);
  if (effort < 1) return;
  const shorts = abbreviations(store, tokens, text, open);
  const printed = spoken(fulls, tokens);
  const sayings = apart([...spoken(say, tokens), ...begun(store, say, tokens, open)]);
  asked.shorts = apart(shorts);
  asked.also = [...new Set(sayings.flatMap(({ value }) => value))];
  if (shorts.length) add([...dated, ...shorts], SHORT);
  if (printed.length) add([...dated, ...printed], SHORT);
  const official = (which) => sayings.map((span) => ({ ...span, value: span.value[which] ?? span.value[0] }));
  const addSaid = (spans, worth) => add([...spans, ...dated, ...shorts], worth, spans.map(({ value }) => value));
  if (sayings.length) addSaid(official(0), SAID[0]);
  if (effort < 2) return;
  for (const span of shorts.slice(1, 4)) add([span, ...dated, ...shorts], SHORT);
  SAID.slice(1).forEach((worth, which) => {
    if (sayings.some(({ value }) => value.length > which + 1)) addSaid(official(which + 1), worth);
  });
  if (sayings.length > 1) for (const span of official(0).slice(0, 3)) addSaid([span], SAID[1]);
}
