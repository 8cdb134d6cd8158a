// Rows of the register as a file: read from the page as they are shown, saved without asking anybody.
import { workbook } from "./sheet.js";

const COLUMNS = [
  ["Mã", 9, ({ id }) => id],
  ["Tên ngắn (biên tập)", 32, ({ row }) => row.querySelector(".short").textContent],
  ["Bên được nêu", 34, ({ row }) => items(row, "co-quan", (item) => reading(item.querySelector("a")))],
  ["Gồm (biên tập)", 34, ({ row }) => joined([...row.querySelectorAll(".certain li")].map(reading))],
  ["Chưa chắc gồm (biên tập)", 24, ({ row }) => joined([...row.querySelectorAll(".doubtful li")].map(reading))],
  ["Vai trò", 15, ({ row }) => items(row, "vai-tro")],
  ["Nhiệm vụ (biên tập)", 28, ({ row }) => items(row, "nhiem-vu")],
  ["Phối hợp", 34, ({ row }) => items(row, "phoi-hop")],
  ["Thời hạn", 24, ({ row }) => items(row, "han")],
  ["Văn bản", 26, ({ row }) => items(row, "van-ban")],
  ["Đối tượng (biên tập)", 28, ({ row }) => items(row, "doi-tuong")],
  ["Nhãn", 6, ({ row }) => official(row).label.trim()],
  ["Nguyên văn", 80, ({ row }) => official(row).wording],
  ["Trích dẫn", 50, ({ row }) => row.dataset.cite],
  ["Địa chỉ", 50, ({ row }) => address(row.querySelector("th a"))],
];

/** Save lines, in their order, as `csv` or `xlsx`. */
export function take(form, name, title, lines) {
  const rows = [COLUMNS.map(([head]) => head), ...lines.map((line) => COLUMNS.map(([, , read]) => read(line)))];
  const blob = form === "xlsx" ? workbook(title, rows, COLUMNS.map(([, width]) => width)) : new Blob([csv(rows)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// What a spreadsheet would see more in than text; as `exports/spreadsheet.py`, whose cases are run here too. White space and
// digits are written out where the two languages mean others by them.
const RUN = /^(?:[=+\-@＝＋－＠\t\r'][^]+|')$/;
const NUMERIC = /^[\p{Nd}\s\x1c-\x1f\x85.,:/%()-]*\p{Nd}[\p{Nd}\s\x1c-\x1f\x85.,:/%()-]*(?:[eE][+-]?\p{Nd}+)?$/u;
const VALUE = /^(?:true|false|#[A-Z][A-Z0-9/_]*[!?]?)$/i;

/** RFC 4180 as spreadsheets read it: UTF-8 told by its first bytes, and no cell that would be taken for a formula. */
export function csv(rows) {
  const safe = (text) => ([RUN, NUMERIC, VALUE].some((seen) => seen.test(text)) ? `'${text}` : text);
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\ufeff${rows.map((cells) => cells.map((text) => quoted(safe(text))).join(",")).join("\r\n")}\r\n`;
}

/** Where a link leads for whoever has the file: the published address, where the page knows it or was read there. */
function address(link) {
  const own = document.querySelector("link[rel=canonical]")?.href;
  const href = link.getAttribute("href");
  if (own) return new URL(href, own).href;
  return location.protocol === "file:" ? href.replace(/^(?:\.\.\/)+/, "") : link.href;
}

const reading = (element) => element.textContent.replace(/\s+/g, " ").trim();
const joined = (texts) => [...new Set(texts)].join("; ");
const items = (row, column, read = reading) => joined([...row.querySelectorAll(`.col-${column} > ul > li`)].map(read));

/** Label and wording apart, every character as printed. */
function official(row) {
  const element = row.querySelector("[data-provision]");
  const label = element.querySelector(".label")?.textContent ?? "";
  return { label, wording: element.textContent.slice(label.length) };
}
