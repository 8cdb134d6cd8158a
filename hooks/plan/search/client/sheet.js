// A workbook of one sheet, written here: an Office Open XML package is a ZIP of small XML files, and may be stored uncompressed.
// Every cell is text, so nothing in it can be taken for a formula.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };
const DAY = 0x21; // 1 January 1980, the first day a ZIP knows: the same rows give the same file
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** Rows of text, the first of them the heading, which stays in view; `widths` of the columns are in characters. */
export function workbook(name, rows, widths) {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("");
  const data = rows.map((cells, at) => `<row r="${at + 1}">${cells.map((text, column) => cell(text, column, at)).join("")}</row>`).join("");
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${[["workbook", "sheet.main"], ["sheet", "worksheet"], ["styles", "styles"]].map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`).join("")}</Types>`,
    "_rels/.rels": related([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": related([["worksheet", "sheet.xml"], ["styles", "styles.xml"]]),
    "xl/sheet.xml": `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns}</cols><sheetData>${data}</sheetData></worksheet>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">${[0, 1].map((font) => `<xf numFmtId="49" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`).join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  return zip(Object.entries(parts).map(([path, xml]) => [path, HEAD + xml]));
}

const escaped = (text) => text.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"\r]/g, (char) => ENTITIES[char]);

const related = (targets) => `<Relationships xmlns="${PACKAGE}/relationships">${targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;

// Excel reads `_x0041_` as the character of that code.
const literal = (text) => text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_");

const cell = (text, column, row) => `<c r="${String.fromCharCode(65 + column)}${row + 1}" s="${row ? 0 : 1}" t="inlineStr"><is><t xml:space="preserve">${literal(escaped(text))}</t></is></c>`;

/** Files by their paths as an uncompressed ZIP. */
function zip(files) {
  const encoder = new TextEncoder();
  const bodies = [];
  const index = [];
  let at = 0;
  for (const [path, text] of files) {
    const name = encoder.encode(path);
    const body = encoder.encode(text);
    const about = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, DAY], [4, checksum(body)], [4, body.length], [4, body.length], [2, name.length], [2, 0]];
    bodies.push(fields([4, 0x04034b50], ...about), name, body);
    index.push(fields([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
    at += 30 + name.length + body.length;
  }
  const size = index.reduce((sum, { length }) => sum + length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
  return new Blob([...bodies, ...index, end], { type: `${TYPE}.sheet` });
}

/** Numbers of so many bytes, the lowest first. */
const fields = (...values) => Uint8Array.from(values.flatMap(([size, value]) => Array.from({ length: size }, (_, byte) => (value >>> (8 * byte)) & 0xff)));

function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = TABLE[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
