// What a reader types and what the document prints, made comparable. The twin of search/syllables.py.

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g; // huyền, sắc, ngã, hỏi, nặng
const MARKS = /\p{M}/gu;
const EITHER = /^(h|k|l|m|s|t|v|qu)y$/; // where y and i are two spellings of one sound
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const known = new Map();

/** A word as it is compared: `key` with its tone mark at the end, `fold` without any mark, `marked` when it has one. */
export function syllable(word) {
  let found = known.get(word);
  if (!found) {
    const apart = word.toLowerCase().normalize("NFD");
    const tone = apart.match(TONES)?.[0] ?? "";
    const letters = apart.replace(TONES, "").normalize("NFC").replace(EITHER, "$1i");
    const fold = letters.replaceAll("đ", "d").normalize("NFD").replace(MARKS, "");
    found = { key: letters + tone, fold, marked: letters + tone !== fold };
    known.set(word, found);
  }
  return found;
}

/** A key without its tone. */
export const bare = (key) => key.replace(TONES, "");

/** Words of a text with where they stand in it: [{ word, start, end }]. Expects composed text (NFC). */
export function words(text) {
  return Array.from(text.matchAll(WORD), (match) => ({ word: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length }));
}

/** Only the syllables of a text, marks set aside: "đi làm" -> ["di", "lam"]. */
export const folds = (text) => words(text.normalize("NFC")).map(({ word }) => syllable(word).fold);
