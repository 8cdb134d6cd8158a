// What a reader is told of an answer: how many, how the query was understood, what was not found, and where to go on.
import { element, link } from "./dom.js";
import { isSlip } from "./slips.js";
import { printed } from "./snippet.js";
import { syllable } from "./syllables.js";

const REPEATED = 60; // characters of a query that are repeated

/** A query as it is repeated to the reader, in quotes of ours unless it has its own. */
function repeated(raw) {
  const query = raw.trim();
  const cut = query.length > REPEATED ? `${query.slice(0, REPEATED)}…` : query;
  return /^["“«]/.test(cut) ? cut : `“${cut}”`;
}

/** How many results there are, in a sentence. */
export function counted(raw, { asked, found }, results, filtered) {
  if (!raw.trim()) return filtered ? `${results.length} kết quả.` : "";
  if (results.length && asked.weak) return `Không có chỗ nào khớp hẳn với ${repeated(raw)}; gần nhất là ${results.length} chỗ dưới đây.`;
  if (results.length) return `${results.length} kết quả cho ${repeated(raw)}.`;
  return `Không tìm thấy ${repeated(raw)}${found.length ? " với bộ lọc đang chọn" : ""}.`;
}

/** How a query was understood, a line each; `texts` are the best result's title and wording, `address` makes one for another query. */
export function understood(store, { asked, found }, texts, address) {
  const told = [];
  const meant = meaning(store, asked, found[0]?.read, texts);
  if (meant) told.push(["Hiểu là", [element("b", "", meant)]]);
  if (asked.shorts.length) told.push(["Viết tắt", asked.shorts.map(({ shown, value }) => element("span", "", `${shown}: ${value}`))]);
  if (asked.also.length) told.push(["Cũng tìm", asked.also.map((phrase) => link(address(phrase), "", phrase))]);
  const unknown = [...new Set([...asked.unknown, ...unmatched(store, asked, texts)])];
  if (unknown.length) told.push(["Không có trong văn bản", unknown.map((word) => element("span", "", word))]);
  if (asked.left.length) told.push(["Chỉ tìm những chữ đầu, bỏ qua từ", [element("span", "", asked.left[0].word)]]);
  return told.map(([name, items]) => element("p", "", element("span", "search-note", `${name}: `), ...separated(items)));
}

/** Words whose marks the document has nowhere, and which the best result has with no other marks either. */
function unmatched(store, asked, texts) {
  const doubtful = asked.place || asked.also.length ? [] : asked.tokens.filter((token) => token.marked && !token.any && store.byFold.has(token.fold) && !store.prints(token));
  return doubtful.filter((token) => printed(store, texts, [token]) === token.word).map(({ word }) => word);
}

/** The query as it was understood, when that is not what was typed. */
function meaning(store, asked, best, texts) {
  if (asked.place) return "";
  const tokens = asked.tokens.filter((_, at) => !asked.silent.has(at));
  const row = best && !best.saying ? best.row.filter(({ fold }) => fold) : [];
  const isOther = printed(store, texts, row) !== printed(store, [], row);
  return asked.changed || isOther ? printed(store, texts, tokens, asked.plain) : "";
}

/** Words of the document near those it has not: links to search for them. */
export function nearest(store, { asked }, address) {
  const unknown = asked.tokens.filter(({ fold }) => !store.byFold.has(fold) && fold.length > 1);
  const isNear = (word, { fold }) => isSlip(syllable(word).fold, fold) || (fold.length > 3 && syllable(word).fold.startsWith(fold.slice(0, -1)));
  const near = unknown.flatMap((token) => store.words.filter((word) => !/\d/.test(word) && isNear(word, token)).slice(0, 4));
  const links = [...new Set(near)].slice(0, 6).map((word) => link(address(word), "", word));
  return links.length ? ["Có phải: ", ...separated(links)] : [];
}

const separated = (items) => items.flatMap((item, at) => (at < items.length - 1 ? [element("span", "item", item, ";"), " "] : [item]));
