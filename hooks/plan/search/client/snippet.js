// The words of a text that answer: which of them were meant, and the sentence that holds most of them.
import { syllable, words } from "./syllables.js";

const LONG = 240; // characters of an excerpt
const LEAD = 40; // characters shown before the first hit of a long sentence
const BRIEF = 90; // a sentence shorter than this is shown with the next one
const RARE = 2.2; // worth of a word that is marked wherever it stands
const ENDS = /[.;:)](?=\s)/g; // not the point within a number or a label

/** Where the words of a reading stand in a text: [{ start, end, slot, worth }], worth 0 where a word was not meant. */
function hits(store, text, read) {
  const meant = new Map();
  read?.slots.forEach((made, at) => made.forms.forEach(([form, fit]) => {
    const worth = fit * made.weight;
    if (worth > (meant.get(store.keys[form])?.worth ?? 0)) meant.set(store.keys[form], { slot: at, worth });
  }));
  const days = [...meant].filter(([key]) => key.includes("/")).flatMap(([key, hit]) => [...text.matchAll(asWritten(key))].map((match) => ({ ...hit, from: match.index, to: match.index + match[0].length })));
  return words(text).map(({ word, start, end }) => ({
    start, end, slot: -1, worth: 0, ...(days.find(({ from, to }) => from <= start && end <= to) ?? meant.get(syllable(word).key)),
  }));
}

/** A date of the index as a text may write it: `25/12`, `ngày 24 tháng 11 năm 2021`. */
function asWritten(date) {
  const [day, month, year] = date.split("/");
  return new RegExp(`(?:ngày )?0?${day}(?:/| tháng )0?${month}${year ? `(?:/| năm )${year}` : ""}(?!\\d)`, "giu");
}

/** Hits worth marking: rare ones, and those that stand beside their neighbour of the query; a lone "và" is not. */
function marked(found, slots) {
  const joined = (one, other) => one && other && one.worth > 0 && other.worth > 0 && other.slot - one.slot === 1;
  return found.map((hit, at) => hit.worth > 0 && (slots < 2 || hit.worth > RARE || joined(found[at - 1], hit) || joined(hit, found[at + 1])));
}

/** Stretches of a text between sentence ends: [start, end]. */
function sentences(text) {
  const ends = [...text.matchAll(ENDS)].map((match) => match.index + 1).filter((end) => end > 4);
  const starts = [0, ...ends.map((end) => end + 1)];
  return starts.map((start, at) => [start, ends[at] ?? text.length]).filter(([start, end]) => end > start);
}

/** What some words of a text say of the query: the best hit per slot, more for neighbours in order. */
function worth(found) {
  const best = new Map();
  let run = 0;
  found.forEach((hit, at) => {
    if (!hit.worth) return;
    const before = found[at - 1];
    if (before?.worth && before.slot === hit.slot - 1) run = Math.max(run, hit.worth + before.worth);
    if (hit.worth > (best.get(hit.slot) ?? 0)) best.set(hit.slot, hit.worth);
  });
  let sum = run * 1.5;
  for (const value of best.values()) sum += value;
  return sum;
}

/** The words of a text that lie in a stretch of it. */
function within(found, start, end) {
  const first = found.findIndex((hit) => hit.start >= start);
  let last = first;
  while (last < found.length && found[last].end <= end) last += 1;
  return first < 0 ? [] : found.slice(first, last);
}

/** The stretch to show: the best sentence, lengthened when short, cut around its hits when long. */
function stretch(text, found) {
  const all = sentences(text);
  const judged = all.map(([start, end]) => worth(within(found, start, end)));
  let at = judged.indexOf(Math.max(...judged));
  let [start, end] = all[at];
  while (end - start < BRIEF && at + 1 < all.length && all[at + 1][1] - start <= LONG) [, end] = all[(at += 1)];
  return end - start <= LONG ? [start, end] : cut(within(found, start, end));
}

/** As much of a long sentence as can be shown, around most of what it says of the query. */
function cut(inside) {
  const reach = (from) => inside.findLastIndex((hit) => hit.end <= inside[from].start + LONG);
  let best = { from: 0, value: 0 };
  inside.forEach((hit, from) => {
    const value = hit.worth ? worth(inside.slice(from, reach(from) + 1)) : 0;
    if (value > best.value) best = { from, value };
  });
  const earlier = inside.findIndex((hit) => hit.start >= inside[best.from].start - LEAD);
  return [inside[earlier].start, inside[Math.max(reach(earlier), best.from)].end];
}

/** An excerpt as pieces: [{ text, mark }], with "… " where something stands before and " …" where something follows. */
export function excerpt(store, text, read) {
  const found = hits(store, text, read);
  const shown = marked(found, read?.slots.length ?? 0);
  const [from, to] = stretch(text, found);
  const pieces = from > 0 ? [{ text: "… ", mark: false }] : [];
  let at = from;
  found.forEach((hit, which) => {
    if (!shown[which] || hit.start < from || hit.end > to) return;
    const joined = pieces.at(-1)?.mark && shown[which - 1] && /^[\s,/–-]*$/.test(text.slice(at, hit.start));
    if (joined) pieces.at(-1).text += text.slice(at, hit.end);
    else {
      if (hit.start > at) pieces.push({ text: text.slice(at, hit.start), mark: false });
      pieces.push({ text: text.slice(hit.start, hit.end), mark: true });
    }
    at = hit.end;
  });
  pieces.push({ text: text.slice(at, to) + (to < text.length ? " …" : ""), mark: false });
  return pieces.filter((piece) => piece.text);
}

/**
 * A row of tokens as the text prints them, for telling what was understood: a token that matched no form exactly (of a query
 * without marks, every one) takes the word of the text with its fold, the one beside its neighbour's if there is one.
 */
export function printed(store, texts, row, plain = false) {
  const found = texts.flatMap((text) => words(text).map(({ word }) => ({ word, ...syllable(word) })));
  return row.map((token, at) => {
    if (!token.any && !plain && (!token.marked || store.prints(token))) return token.word;
    const places = found.flatMap((other, place) => (other.fold === token.fold ? [place] : []));
    const near = places.find((place) => found[place - 1]?.fold === row[at - 1]?.fold || found[place + 1]?.fold === row[at + 1]?.fold);
    return found[near ?? places[0]]?.word ?? token.word;
  }).join(" ");
}
