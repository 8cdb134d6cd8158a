// How well an entry answers a row of slots. A slot is one place of the query: the forms that can stand there and how well
// each fits. Counted per entry: each slot's best hit, each pair of neighbouring slots by how near they stand, each three
// in a row; rare syllables count more, titles and names a little more than wording. 1 means all said, in one piece.

const FIELD = [1.04, 1, 1.12, 0.4]; // title, text, names, context
const HALF_FIT = 0.45; // what fits less does not make a word common
const FULL = 0.9; // how well a hit fits that counts as said
const PAIR = 1.6;
const TRIPLE = 1.4;
const AGAIN = 0.03; // for each further time an entry says it, up to three
const WHOLE = 0.35; // a title or name that is the query
const NEAR = 8;
const REMEMBERED_SLOTS = 1000;

/** How much two neighbours of the query count that stand `apart` positions from each other. */
const nearness = (apart) => (apart === 1 ? 1 : apart === 2 ? 0.7 : apart === 3 ? 0.5 : apart > 3 ? (apart > NEAR ? 0 : 0.25) :
  apart < -NEAR ? 0 : apart >= -2 ? 0.4 : 0.15);

/** A slot ready to be counted: ascending positions, how well each fits, and how telling the slot is. */
export function slot(store, forms) {
  const signature = forms.map(([form, weight]) => `${form}:${weight}`).join(" ");
  const ready = store.slots.get(signature);
  if (ready) return ready;
  const lists = forms.map(([form]) => store.positions(form));
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  const merged = new Float64Array(total);
  let at = 0;
  lists.forEach((list, which) => {
    const fit = Math.round(forms[which][1] * 200);
    for (const position of list) merged[at++] = position * 256 + fit;
  });
  merged.sort();
  const positions = new Uint32Array(total);
  const fits = new Float32Array(total);
  let entries = 0;
  let last = -1;
  for (let i = 0; i < total; i += 1) {
    positions[i] = Math.floor(merged[i] / 256);
    fits[i] = (merged[i] % 256) / 200;
    const entry = store.entryOf[positions[i]];
    if (entry !== last && fits[i] >= HALF_FIT) {
      entries += 1;
      last = entry;
    }
  }
  const made = { forms, positions, fits, entries, weight: Math.log(1 + store.size / (entries + 0.5)) };
  if (store.slots.size > REMEMBERED_SLOTS) store.slots.clear();
  if (!store.wanted.size) store.slots.set(signature, made);
  return made;
}

/** Sums of the best per entry. */
class Tally {
  constructor(size) {
    this.sum = new Float32Array(size);
    this.best = new Float32Array(size);
    this.touched = [];
    this.times = new Uint8Array(size);
  }

  offer(entry, value) {
    if (this.best[entry] === 0) this.touched.push(entry);
    if (value > this.best[entry]) this.best[entry] = value;
  }

  /** Add the best of each entry, `weight` times, and begin anew. */
  close(weight) {
    for (const entry of this.touched) {
      this.sum[entry] += this.best[entry] * weight;
      this.best[entry] = 0;
    }
    this.touched.length = 0;
  }

  /** Count a full hit, for entries that say it more than once. */
  again(entry) {
    if (this.times[entry] < 4) this.times[entry] += 1;
  }
}

/** Relevance of every entry, 0 to about 1.5. */
export function rank(store, slots) {
  const tally = new Tally(store.size);
  const value = (slotted, at) => slotted.fits[at] * FIELD[store.fieldOf[slotted.positions[at]]];
  let ideal = 0;
  for (const slotted of slots) {
    for (let at = 0; at < slotted.positions.length; at += 1) {
      const entry = store.entryOf[slotted.positions[at]];
      const worth = value(slotted, at);
      tally.offer(entry, worth);
      if (slots.length === 1 && worth > FULL) tally.again(entry);
    }
    tally.close(slotted.weight);
    ideal += slotted.weight;
  }
  let before = null; // how near each hit of the present slot stands to one of the slot before
  for (let which = 0; which + 1 < slots.length; which += 1) {
    const [one, other] = [slots[which], slots[which + 1]];
    const { left, right } = neighbours(store, one, other, value);
    for (let at = 0; at < one.positions.length; at += 1) {
      if (!right[at]) continue;
      const entry = store.entryOf[one.positions[at]];
      tally.offer(entry, right[at]);
      if (slots.length === 2 && right[at] > FULL) tally.again(entry);
    }
    const weight = (one.weight + other.weight) * PAIR;
    tally.close(weight);
    ideal += weight;
    if (before) {
      for (let at = 0; at < one.positions.length; at += 1) {
        const both = Math.min(before[at], right[at]);
        if (both) tally.offer(store.entryOf[one.positions[at]], both);
      }
      const three = (slots[which - 1].weight + one.weight + other.weight) * TRIPLE;
      tally.close(three);
      ideal += three;
    }
    before = left;
  }
  const scores = tally.sum;
  for (let entry = 0; entry < scores.length; entry += 1) scores[entry] = scores[entry] / (ideal || 1) + AGAIN * Math.max(0, tally.times[entry] - 1);
  for (const [entry, fit] of whole(store, slots)) scores[entry] += WHOLE * fit;
  return scores;
}

/** For each hit of `one` the best neighbour among the hits of `other`, and the reverse. Only within an entry. */
function neighbours(store, one, other, value) {
  const right = new Float32Array(one.positions.length);
  const left = new Float32Array(other.positions.length);
  let next = 0;
  for (let at = 0; at < one.positions.length; at += 1) {
    const here = one.positions[at];
    while (next < other.positions.length && other.positions[next] <= here) next += 1;
    for (let near = Math.max(0, next - 2); near < Math.min(next + 1, other.positions.length); near += 1) {
      const there = other.positions[near];
      const how = there === here ? 0 : nearness(there - here);
      if (!how || store.segmentOf[there] !== store.segmentOf[here]) continue;
      const both = how * Math.min(value(one, at), value(other, near));
      if (both > right[at]) right[at] = both;
      if (both > left[near]) left[near] = both;
    }
  }
  return { left, right };
}

/** Entries with a title or name that begins with the slots: how well it fits, most when it is nothing more. */
function whole(store, slots) {
  const found = new Map();
  const [first] = slots;
  for (let at = 0; at < (first?.positions.length ?? 0); at += 1) {
    const position = first.positions[at];
    const field = store.fieldOf[position];
    const segment = store.segmentOf[position];
    if ((field !== 0 && field !== 2) || store.segments.starts[segment] !== position) continue;
    let fit = first.fits[at];
    for (let step = 1; step < slots.length && fit; step += 1) fit = Math.min(fit, fitAt(slots[step], position + step));
    fit *= (slots.length / store.segments.lengths[segment]) ** 2;
    const entry = store.entryOf[position];
    if (fit > (found.get(entry) ?? 0)) found.set(entry, fit);
  }
  return found;
}

/** How well a slot fits at a position; 0 where it does not stand. */
export function fitAt(slotted, position) {
  let low = 0;
  let high = slotted.positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slotted.positions[middle] < position) low = middle + 1;
    else high = middle;
  }
  return slotted.positions[low] === position ? slotted.fits[low] : 0;
}

/** Entries in which the slots stand in a row, unbroken: an exact phrase. */
export function phrase(store, slots) {
  const found = new Set();
  const [first, ...rest] = slots;
  for (let at = 0; at < (first?.positions.length ?? 0); at += 1) {
    const position = first.positions[at];
    if (rest.every((next, step) => fitAt(next, position + step + 1) > 0)) found.add(store.entryOf[position]);
  }
  return found;
}
