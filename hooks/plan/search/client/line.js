// A row of the register, as it stands in the page: what it says, what it can be filtered by, and whether it is what was typed.
import { places } from "./places.js";
import { bare, syllable, words } from "./syllables.js";

const listed = (text) => (text ? text.split(" ") : []);

export class Line {
  /** `names(filter, value)` is what a value is called and otherwise called; `number` is the row's place in the document. */
  constructor(row, number, filters, names) {
    this.row = row;
    this.number = number;
    this.id = row.dataset.id;
    this.doubtful = new Set(listed(row.dataset.chuaChac));
    this.values = Object.fromEntries(filters.map((filter) => [filter, new Set(listed(row.getAttribute(`data-${filter}`)))]));
    this.ranks = listed(row.dataset.ranks).map((rank) => (rank === "-" ? Infinity : Number(rank)));
    const called = filters.flatMap((filter) => [...this.values[filter], ...(filter === "co-quan" ? this.doubtful : [])].map((value) => names(filter, value)));
    this.forms = [...new Set(words([row.textContent, this.id, row.dataset.also, ...called].join(" ").normalize("NFC")).map(({ word }) => word))].map(form);
  }

  /** Whether it has a value of a filter, certainly or perhaps. */
  has(filter, value) {
    return this.values[filter].has(value) || (filter === "co-quan" && this.doubtful.has(value));
  }

  /** Whether a word of it begins as a typed one. */
  says(typed) {
    return this.forms.some((word) => begins(typed, word));
  }
}

/** A word as it is typed or stands: as compared by search, without its tone, and the tone. */
function form(word) {
  const { key, fold, marked } = syllable(word);
  const letters = bare(key);
  return { word, key, fold, marked, letters, tone: key.slice(letters.length), written: /y[\u0300-\u036f]?$/.test(word.normalize("NFD")) };
}

/** Whether a word begins as typed: marks count when some are typed, a tone when it is typed. */
function begins(typed, { key, fold, letters, tone }) {
  if (typed.marked ? key === typed.key : fold === typed.fold) return true;
  const wanted = typed.marked ? typed.letters : typed.fold;
  const start = typed.written ? wanted.replace(/i$/, "y") : wanted; // half a word is no other spelling yet: "quy" begins "quyết"
  return (typed.marked ? letters : fold).startsWith(start) && (!typed.tone || tone === typed.tone);
}

/** What was typed as a test of lines: a place (`V.5`, `điểm a khoản 5`), else words, each of which must begin one of the line's. */
export function asked(text, lines) {
  const query = text.normalize("NFC");
  const spelt = (part) => words(part).map(({ word }) => form(word));
  const whole = placed(query, spelt(query), lines);
  if (whole) return whole;
  const tests = query.split(/\s+/).flatMap((part) => {
    const typed = spelt(part);
    const place = /[.-]/.test(part) && placed(part, typed, lines);
    return place ? [place] : typed.map((word) => (line) => line.says(word));
  });
  return (line) => tests.every((test) => test(line));
}

/** A test for the lines at a place or within it; `null` when no place is named or none of them stands there. */
function placed(text, typed, lines) {
  const place = places({ ids: lines.map(({ id }) => id), kinds: lines.map(() => "provision") }, text, typed);
  if (!place) return null;
  const exact = new Set(place.entries.map((entry) => lines[entry]));
  const plain = (id) => id.toLowerCase().replaceAll("đ", "d");
  const isThere = (line) => exact.has(line) || plain(line.id).startsWith(`${plain(place.path)}.`);
  return lines.some(isThere) ? isThere : null;
}
