/** Writes what a form says into the text of a YAML file and leaves every other character as it was: comments, folds, quotes,
 * blank lines, keys the form does not know. What was written is read back; a text that would say anything else is refused. */

import { parseDocument, stringify } from "./yaml.js";

/** Where a line ends that we begin. */
const WIDTH = 100;

const REFUSED = "Biểu mẫu không ghi được thay đổi này mà vẫn giữ nguyên phần còn lại của tệp (gợi ý: sửa thẳng trong tệp)";

/** The two functions the editor asks of a format. A file may be read in several states, the published one and those of
 * proposals: the state nearest to what the form says is the one that is changed. */
export const format = () => {
  const seen = new Set();
  return {
    fromFile: (text) => {
      seen.add(`${text.trim()}\n`);
      return read(text);
    },
    toFile: (content) => {
      const written = [...seen].map((text) => change(text, content)).sort((a, b) => a.edits - b.edits);
      if (!written.length) throw new Error(REFUSED);
      return written[0].text;
    },
  };
};

/** All a file says, each value as typed: what it means is for the checks to tell. */
export const read = (text) => parsed(text).toJS();

/** The text made to say `wanted`, and how many places of it were touched. */
export const change = (text, wanted) => {
  const document = parsed(text);
  const value = clean(wanted);
  const at = { text, document, indent: 0, edits: [] };
  rewrite(document.contents, value, at);
  at.edits.sort((a, b) => b.start - a.start || b.end - a.end || b.order - a.order);
  const result = at.edits.reduce((whole, { start, end, put }) => whole.slice(0, start) + put + whole.slice(end), text);
  if (shape(clean(read(result))) !== shape(value)) throw new Error(REFUSED);
  return { text: result, edits: at.edits.length };
};

const parsed = (text) => {
  const document = parseDocument(text, { schema: "failsafe" });
  if (document.errors.length) throw document.errors[0];
  return document;
};

// -- values -----------------------------------------------------------------------------------------------------------

/** A value as the checks read it: nothing empty, white space folded. */
const clean = (value) => {
  if (Array.isArray(value)) return filled(value.map(clean).filter((item) => item !== undefined));
  if (value && typeof value === "object") {
    const entries = Object.entries(value).map(([key, item]) => [key, clean(item)]);
    return filled(Object.fromEntries(entries.filter(([, item]) => item !== undefined)));
  }
  return String(value ?? "").replace(/\s+/gu, " ").trim() || undefined;
};

const filled = (value) => (Object.keys(value).length ? value : undefined);

const kind = (value) => (Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value);

const sorted = (_, value) => (kind(value) === "map" && value ? Object.fromEntries(Object.entries(value).sort()) : value);

const shape = (value) => JSON.stringify(value, sorted);

const says = (node, at) => clean(node?.toJS(at.document));

// -- places -----------------------------------------------------------------------------------------------------------

const lineStart = (text, position) => text.lastIndexOf("\n", position - 1) + 1;

const lineEnd = (text, position) => (text.indexOf("\n", position) < 0 ? text.length : text.indexOf("\n", position));

/** Where the last word stands; the range of a node may reach over blank lines and comments after it. */
const ending = (text, start, end) => start + text.slice(start, end).trimEnd().length;

const edit = (at, start, end, put) => at.edits.push({ start, end, put, order: at.edits.length });

const rewrite = (node, value, at) => {
  if (shape(says(node, at)) === shape(value)) return;
  const rewriteAs = node?.flow ? rewriteFlow : { map: rewriteMap, list: rewriteList, string: rewriteText }[kind(value)];
  if (!rewriteAs || kind(says(node, at)) !== kind(value)) throw new Error(REFUSED);
  rewriteAs(node, value, at);
};

// -- maps -------------------------------------------------------------------------------------------------------------

const rewriteMap = (map, value, at) => {
  const { text } = at;
  const first = map.items[0].key.range[0];
  const indent = first - lineStart(text, first);
  const ends = new Map();
  map.items.forEach((pair, index) => {
    const name = pair.key.value;
    const now = says(pair.value, at);
    const end = ending(text, pair.key.range[0], pair.value?.range[1] ?? pair.key.range[1]);
    if (name in value ? kind(now) !== kind(value[name]) : now !== undefined) return drop(map.items, index, end, at);
    if (name in value) rewrite(pair.value, value[name], { ...at, indent });
    ends.set(name, end);
  });
  let before = null;
  for (const [name, item] of Object.entries(value)) {
    const put = indented(pairLines(name, item, indent), indent);
    if (ends.has(name)) before = ends.get(name);
    else if (before === null) edit(at, first, first, `${put.trimStart()}\n${" ".repeat(indent)}`);
    else edit(at, lineEnd(text, before), lineEnd(text, before), `\n${put}`);
  }
};

/** Takes a pair away: its lines, or, where it stands on the line of a dash, all up to the pair after it. */
const drop = (pairs, index, end, at) => {
  const start = pairs[index].key.range[0];
  const next = pairs[index + 1]?.key.range[0];
  if (at.text.slice(lineStart(at.text, start), start).trim() && next) edit(at, start, next, "");
  else edit(at, lineStart(at.text, start), lineEnd(at.text, end) + 1, "");
};

// -- lists ------------------------------------------------------------------------------------------------------------

/** A value written between brackets is written anew, on one line. */
const rewriteFlow = (node, value, at) => {
  const put = stringify(value, { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0, singleQuote: true });
  edit(at, node.range[0], node.range[1], put.trim());
};

const rewriteList = (list, value, at) => {
  const { text } = at;
  const starts = list.items.map((item) => lineStart(text, item.range[0]));
  const ends = list.items.map((item) => ending(text, item.range[0], item.range[1]));
  const indent = text.slice(starts[0]).search(/\S/u);
  const gap = starts[1] === undefined ? indent === 0 : /\n[ \t]*\n/u.test(text.slice(ends[0], starts[1]));
  const partner = partners(list.items.map((item) => says(item, at)), value);
  list.items.forEach((item, index) => {
    if (partner.includes(index)) return;
    const end = lineEnd(text, ends[index]) + 1;
    edit(at, starts[index], gap && text[end] === "\n" ? end + 1 : end, "");
  });
  let before = null;
  value.forEach((item, index) => {
    const put = indented(itemLines(item, indent), indent);
    if (partner[index] !== undefined) {
      rewrite(list.items[partner[index]], item, { ...at, indent });
      before = lineEnd(text, ends[partner[index]]);
    } else if (before === null) edit(at, starts[0], starts[0], `${put}\n${gap ? "\n" : ""}`);
    else edit(at, before, before, `\n${gap ? "\n" : ""}${put}`);
  });
};

/** For each new item the old one it came from, in the order of the old ones: the same, else the same id, else the same place. */
const partners = (old, fresh) => {
  const found = Array(fresh.length).fill(undefined);
  const pair = (from, to, begin, end, alike) => {
    for (let i = from, j = begin; i < to && j < end; i += 1) {
      const match = fresh.findIndex((item, k) => k >= j && k < end && found[k] === undefined && alike(old[i], item));
      if (match >= 0) {
        found[match] = i;
        j = match + 1;
      }
    }
  };
  const between = (alike) => {
    const fixed = [-1, ...found.keys(), fresh.length].filter((k) => k < 0 || k === fresh.length || found[k] !== undefined);
    fixed.slice(1).forEach((end, n) => pair((found[fixed[n]] ?? -1) + 1, found[end] ?? old.length, fixed[n] + 1, end, alike));
  };
  common(old.map(shape), fresh.map(shape)).forEach(([i, k]) => {
    found[k] = i;
  });
  between((a, b) => kind(a) === "map" && a.id !== undefined && a.id === b.id);
  between((a, b) => kind(a) === kind(b));
  return found;
};

/** The longest run of pairs of places at which two lists say the same. */
const common = (a, b) => {
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let k = b.length - 1; k >= 0; k -= 1)
      length[i][k] = a[i] === b[k] ? length[i + 1][k + 1] + 1 : Math.max(length[i + 1][k], length[i][k + 1]);
  const pairs = [];
  for (let i = 0, k = 0; i < a.length && k < b.length; )
    if (a[i] === b[k]) pairs.push([i++, k++]);
    else if (length[i + 1][k] >= length[i][k + 1]) i += 1;
    else k += 1;
  return pairs;
};

// -- words ------------------------------------------------------------------------------------------------------------

const rewriteText = (scalar, value, at) => {
  const { text, indent } = at;
  const [start, end] = [scalar.range[0], ending(text, scalar.range[0], scalar.range[1])];
  if (scalar.type.startsWith("BLOCK")) {
    const body = lineEnd(text, start) + 1;
    edit(at, body, end, refilled(text.slice(body, end).split("\n"), value));
    return;
  }
  const put = scalar.type.startsWith("QUOTE") ? quoted(value) : plain(value);
  const column = start - lineStart(text, start);
  const block = [">-", ...wrapped(value, WIDTH - indent - 2).map((line) => `${" ".repeat(indent + 2)}${line}`)];
  edit(at, start, end, column + put.length > WIDTH && value.includes(" ") ? block.join("\n") : put);
};

/** The lines of a folded text with new words: whole lines before and after what changed stay as they are. */
const refilled = (lines, value) => {
  const indent = " ".repeat(lines[0].search(/\S/u));
  const width = Math.max(WIDTH, ...lines.map((line) => line.length)) - indent.length;
  const words = value.split(" ");
  const rows = lines.map((line) => line.split(/\s+/u).filter(Boolean));
  const same = (row, from) => from >= 0 && row.every((word, n) => word === words[from + n]);
  let [top, from, bottom, to] = [0, 0, rows.length, words.length];
  while (top < bottom && same(rows[top], from)) from += rows[top++].length;
  while (bottom > top && to - rows[bottom - 1].length >= from && same(rows[bottom - 1], to - rows[bottom - 1].length))
    to -= rows[--bottom].length;
  const middle = wrapped(words.slice(from, to).join(" "), width).map((line) => indent + line);
  return [...lines.slice(0, top), ...middle, ...lines.slice(bottom)].join("\n");
};

const wrapped = (text, width) =>
  text.split(" ").reduce((lines, word) => {
    const longer = lines.length && `${lines.at(-1)} ${word}`;
    return longer && longer.length <= width ? [...lines.slice(0, -1), longer] : word ? [...lines, word] : lines;
  }, []);

const plain = (value) => stringify(value, { lineWidth: 0, singleQuote: true }).trim();

const quoted = (value) => `'${value.replaceAll("'", "''")}'`;

const indented = (lines, indent) => lines.map((line) => " ".repeat(indent) + line).join("\n");

const itemLines = (value, indent) => {
  const lines = kind(value) === "map" ? mapLines(value, indent + 2) : textLines("", value, indent + 2);
  return lines.map((line, n) => (n ? "  " : "- ") + line);
};

const mapLines = (value, indent) => Object.entries(value).flatMap(([key, item]) => pairLines(key, item, indent));

const pairLines = (key, value, indent) => {
  if (kind(value) === "string") return textLines(`${key}: `, value, indent);
  const inner = kind(value) === "list" ? value.flatMap((item) => itemLines(item, indent + 2)) : mapLines(value, indent + 2);
  return [`${key}:`, ...inner.map((line) => `  ${line}`)];
};

const textLines = (before, value, indent) => {
  const line = before + plain(value);
  if (indent + line.length <= WIDTH || !value.includes(" ")) return [line];
  return [`${before}>-`, ...wrapped(value, WIDTH - indent - 2).map((words) => `  ${words}`)];
};
