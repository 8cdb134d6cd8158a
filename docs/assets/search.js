// Search over the published data (api/v1/plan.json), marks and case set aside. Progressive: without it the lists remain.
"use strict";

const box = document.querySelector("[data-search-results]");
const status = document.querySelector("[data-search-status]");
const form = document.querySelector("form[role=search], form.search");
const input = document.querySelector("main input[type=search]");
const root = document.documentElement.dataset.root || "../";

const fold = (text) => Array.from(text.normalize("NFC").toLowerCase(), (char) =>
  char === "đ" ? "d" : char.normalize("NFD")[0]).join("");
const words = (text) => fold(text).replace(/[^\p{L}\p{N}/&-]+/gu, " ").trim().split(" ").filter(Boolean);

function entries(plan) {
  const agencies = new Map(plan.agencies.map((agency) => [agency.id, agency]));
  const roles = new Map(plan.responsibilities.map((duty) => [duty.id, duty]));
  const parts = new Map(plan.provisions.map((provision) => [provision.id, provision]));
  const named = new Map(plan.agencies.map((agency) => [agency.provision, agency]));
  const place = (provision) => {
    const duty = roles.get(provision.id);
    const path = provision.citation.slice(0, -plan.plan.citation.length).trim();
    return duty ? `${agencies.get(duty.agency).name} › ${duty.role} › ${path}` : path;
  };
  const rows = plan.provisions.filter((provision) => provision.short_title).map((provision) => {
    const agency = named.get(provision.id);
    const parent = parts.get(provision.parent);
    return {
      kind: "provision", id: provision.id, url: provision.url, title: provision.short_title, place: place(provision),
      text: provision.text, extra: [provision.id, ...(agency ? agency.short_names : []), parent ? parent.short_title : ""].join(" | "),
    };
  });
  for (const document of plan.documents) {
    rows.push({ kind: "document", id: document.id, url: document.url, title: document.short_title, place: document.type,
      text: [document.type, document.number, document.title, document.issuer].filter(Boolean).join(" "), extra: document.lead });
  }
  for (const group of plan.groups) {
    rows.push({ kind: "group", id: group.id, url: group.url, title: group.name, place: "Đối tượng", text: group.lead, extra: "" });
  }
  return rows.map((row, order) => ({ ...row, order, folded: [row.title, row.text, row.extra].map((text) => ` ${words(text).join(" ")} `) }));
}

// The longest run of neighbouring query words found in a text; the last word may be half typed.
function run(query, text) {
  for (let length = query.length; length > 0; length -= 1) {
    for (let start = 0; start + length <= query.length; start += 1) {
      const piece = query.slice(start, start + length).join(" ");
      const open = start + length === query.length ? "" : " ";
      if (text.includes(` ${piece}${open}`)) return length;
    }
  }
  return 0;
}

function score(row, query, typed) {
  const found = query.filter((word) => row.folded.some((text) => text.includes(` ${word}`))).length;
  if (found < Math.ceil(query.length * 0.6)) return 0;
  const [title, text, extra] = row.folded.map((part) => run(query, part));
  const best = Math.max(title, text, extra);
  const exact = typed !== fold(typed) && [row.title, row.text].some((part) => part.toLowerCase().includes(typed)) ? 5 : 0;
  const whole = row.folded[0].trim() === query.join(" ") ? 40 : 0;
  return best * best * 10 + found * 3 + (title === best ? 6 : 0) + (text === best ? 3 : 0) + exact + whole;
}

// The part of a text around the first run, split into [before, match, after]; folding keeps every position.
function snippet(text, query) {
  const folded = fold(text);
  for (let length = query.length; length > 0; length -= 1) {
    for (let start = 0; start + length <= query.length; start += 1) {
      const pattern = query.slice(start, start + length).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("[^\\p{L}\\p{N}]+");
      const half = start + length === query.length ? "" : "(?![\\p{L}\\p{N}])"; // only the last word may be half typed
      const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}${half}`, "u").exec(folded);
      if (match) {
        const end = match.index + match[0].length;
        const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, match.index - 60)));
        const to = text.indexOf(" ", end + 110);
        return [(from ? "… " : "") + text.slice(from, match.index).trimStart(), text.slice(match.index, end), text.slice(end, to < 0 ? undefined : to) + (to < 0 ? "" : " …")];
      }
    }
  }
  return [text.length > 170 ? `${text.slice(0, text.indexOf(" ", 160))} …` : text, "", ""];
}

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

function result(row, query) {
  const link = element("a", "", row.title);
  link.href = root + row.url;
  link.dataset[row.kind] = row.id;
  const [before, match, after] = snippet(row.text, query);
  return element("li", "result", link, element("p", "result-place", row.place),
    element("p", row.kind === "provision" ? "result-text" : "result-note", before, element("mark", "", match), after));
}

const LONGEST = 12; // words of a query that count: a pasted paragraph must not freeze the page

function show(rows, typed) {
  const query = words(typed).slice(0, LONGEST);
  const ranked = query.length ? rows.map((row) => ({ row, points: score(row, query, typed.normalize("NFC").toLowerCase().trim()) }))
    .filter(({ points }) => points > 0).sort((one, other) => other.points - one.points || one.row.order - other.row.order).slice(0, 30) : [];
  const list = element("ol", "results", ...ranked.map(({ row }) => result(row, query)));
  const told = !query.length ? "" : ranked.length ? `${ranked.length} kết quả cho “${typed}”. Tên đậm là tên ngắn do biên tập đặt; chữ có chân là lời văn bản.` :
    `Không tìm thấy “${typed}”. Thử ít chữ hơn, hoặc xem danh sách nhiệm vụ và cơ quan ở cuối trang.`;
  status.textContent = told;
  box.replaceChildren(list);
  box.dataset.query = typed;
}

// The published plan; null when it cannot be had or read.
async function published() {
  try {
    return await (await fetch(`${root}api/v1/plan.json`)).json();
  } catch {
    return null;
  }
}

async function start() {
  let rows = null;
  const search = async () => {
    if (!rows) {
      const plan = await published();
      rows = plan && entries(plan);
    }
    if (rows) show(rows, input.value);
    else status.textContent = "Không đọc được dữ liệu tìm kiếm. Xin xem danh sách nhiệm vụ và cơ quan ở cuối trang.";
  };
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    await search();
  }
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
    search();
  });
}

if (box && status && form && input) start();
