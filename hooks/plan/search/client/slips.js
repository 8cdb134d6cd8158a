// What a reader may have meant by a word the document does not have: one letter wrong, missing or too many, syllables run
// together or torn apart, marks typed as letters (Telex). Candidates are judged by whether they stand beside their neighbours.
import { syllable } from "./syllables.js";
import { slot } from "./rank.js";

/** Could be a Vietnamese syllable. */
export const SPOKEN = /^(?:[bcdghklmnpqrstvx]{1,2}|ngh|gi|qu)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?$/;
const TELEX = [[/dd/g, "d"], [/w/g, ""], [/aa/g, "a"], [/ee/g, "e"], [/oo/g, "o"], [/(?<=[aeiouy])[sfrxj]/g, ""]];

/** A token that stands for any form of a fold, in place of what was typed. */
export function meant(store, fold, { start, end }) {
  const form = store.byFold.get(fold)[0];
  return { word: store.words[form], ...syllable(store.words[form]), fold, any: true, start, end };
}

/** Where any form of a fold stands. */
const positionsOf = (store, fold) => slot(store, (store.byFold.get(fold) ?? []).map((form) => [form, 1])).positions;

/** How often two folds stand side by side, in this order; counted up to five. */
export function beside(store, one, other) {
  const here = positionsOf(store, one);
  const there = positionsOf(store, other);
  let count = 0;
  for (let at = 0, next = 0; at < here.length && count < 5; at += 1) {
    while (next < there.length && there[next] <= here[at]) next += 1;
    if (there[next] === here[at] + 1) count += 1;
  }
  return count;
}

/** Whether one letter changed, left out, put in or swapped with its neighbour turns `one` into `other`. */
export function isSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  const [a, b] = [one.slice(from), other.slice(from)];
  if (a.length === b.length) return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
}

/** Folds of the vocabulary one slip away. */
export const slipsOf = (store, fold) => [...store.byFold.keys()].filter((other) => other.length > 1 && !/\d/.test(other) && isSlip(fold, other));

/** The ways to read a run of letters as several syllables of the vocabulary, best first: most neighbours attested, fewest parts. */
function parts(store, run) {
  const best = [{ cut: [], points: 0 }];
  for (let end = 1; end <= run.length; end += 1) {
    for (let start = Math.max(0, end - 7); start < end; start += 1) {
      const fold = run.slice(start, end);
      if (!best[start] || !store.byFold.has(fold) || (fold.length === 1 && !/[aeiouy]/.test(fold))) continue;
      const last = best[start].cut.at(-1);
      const points = best[start].points - 1 + (last ? Math.sign(beside(store, last, fold)) * 1.5 : 0);
      if (!best[end] || points > best[end].points) best[end] = { cut: [...best[start].cut, fold], points };
    }
  }
  const found = best[run.length];
  return found && found.cut.length > 1 && found.points > -2 ? found.cut : null;
}

/** `tokens` with what is not in the vocabulary replaced by what was likely meant, and whether anything was. */
export function mend(store, tokens, isKnown) {
  const mended = [];
  let changed = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isKnown(token)) {
      mended.push(token);
      continue;
    }
    const [before, after] = [mended.at(-1), tokens[at + 1]];
    let span = token;
    let folds_ = null;
    if (after && store.byFold.has(token.fold + after.fold)) {
      folds_ = [token.fold + after.fold];
      span = { start: token.start, end: after.end };
      at += 1;
    } else if (before && store.byFold.has(before.fold + token.fold)) {
      folds_ = [before.fold + token.fold];
      span = { start: mended.pop().start, end: token.end };
    } else folds_ = parts(store, token.fold) ?? likeliest(store, token.fold, before, after);
    mended.push(...(folds_ ? folds_.map((fold) => meant(store, fold, span)) : [token]));
    changed ||= folds_ !== null;
  }
  return { tokens: mended, changed };
}

/** One slip mended, or marks typed as letters read, by the neighbours where they tell: what could be a word stays without them. */
function likeliest(store, fold, before, after) {
  if (fold.length < 2 || /\d/.test(fold)) return null;
  const telex = TELEX.reduce((text, [pattern, plain]) => text.replace(pattern, plain), fold);
  const near = (other) => (before ? beside(store, before.fold, other) : 0) + (after ? beside(store, other, after.fold) : 0);
  const candidates = new Set([...(telex !== fold && store.byFold.has(telex) ? [telex] : []), ...slipsOf(store, fold)]);
  const judged = [...candidates].map((other) => ({ other, near: near(other), points: near(other) * 1e4 + (other === telex ? 1e3 : 0) + positionsOf(store, other).length }));
  judged.sort((one, another) => another.points - one.points);
  const alone = !before && !after;
  const certain = judged[0]?.near || (!SPOKEN.test(fold) && fold.length > 2) || (alone && fold.length > 2);
  return judged.length && certain ? [judged[0].other] : null;
}

/** A query whose words all exist but do not stand together: the one word whose slip joins it to all its neighbours. */
export function suspect(store, tokens, isSure) {
  let best = null;
  tokens.forEach((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const points = (fold) => [...(before ? [beside(store, before.fold, fold)] : []), ...(after ? [beside(store, fold, after.fold)] : [])];
    const printed = token.marked && store.prints(token);
    if (token.fold.length < 2 || token.any || isSure(token) || /\d/.test(token.fold) || points(token.fold).some(Boolean)) return;
    if (printed && !(before && after)) return; // a word of the document, rightly spelt, at the edge: meant as it stands
    for (const other of slipsOf(store, token.fold)) {
      const gained = Math.min(...points(other)) - (before && after ? 0 : 1);
      if (gained > (best?.gained ?? 0)) best = { at, fold: other, gained };
    }
  });
  return best && tokens.toSpliced(best.at, 1, meant(store, best.fold, tokens[best.at]));
}
