// A provision named outright: by its path (`II.4.đ`, `ii-4-dd`) or as it is cited (`điểm đ khoản 4 Mục II`), in any order.

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];

/** Entries a query names outright, the best first; none when the query says anything else too. */
export function places(store, text, tokens) {
  const paths = [written(text), cited(tokens)].filter(Boolean);
  const plain = (path) => path.replaceAll("đ", "d");
  const found = [];
  for (const path of paths) {
    store.ids.forEach((id, entry) => {
      if (id.toLowerCase() === path && !path.includes("|")) found.unshift(entry);
      else if (plain(id.toLowerCase()) === plain(path)) found.push(entry);
    });
  }
  return [...new Set(found)].filter((entry) => ["provision", "agency", "area"].includes(store.kinds[entry]));
}

/** `Mục II.4.đ`, `v5b`, `ii-4-dd` -> `ii.4.đ`. */
function written(text) {
  const bare = text.toLowerCase().replace(/^(?:mục|muc|điều|dieu|phần|phan)\s+/u, "").replace(/\s*[.\-/]\s*/gu, ".").replace(/\.$/, "").trim();
  const joined = /^([ivx]+)(\d{1,2})([a-zđ])?$/u.exec(bare);
  const path = joined ? joined.slice(1).filter(Boolean).join(".") : bare.replace(/\.dd(?=\.|$)/u, ".đ");
  return /^(?:[ivx]+|\d{1,3})(?:\.(?:\d{1,2}|[a-zđ]|p\d{1,2}))+$/u.test(path) || /^[ivx]+$/u.test(path) ? path : null;
}

/** `điểm b khoản 2 mục II`, `khoản 5, Mục V, điểm b`, `gạch đầu dòng thứ 2 điểm c khoản 3 mục II`. */
function cited(tokens) {
  const steps = {};
  for (let at = 0; at < tokens.length; at += 1) {
    const { fold, word } = tokens[at];
    const next = tokens[at + 1];
    if (["gach", "dau", "dong", "cong", "thu", "hang"].includes(fold)) continue;
    if (["phan", "muc", "dieu", "khoan", "diem"].includes(fold) && next) {
      const value = next.word;
      const kind = fold === "phan" ? "muc" : fold;
      at += 1;
      if (kind === "muc" && /^\d+$/u.test(value)) steps.muc ??= ROMAN[value - 1] ?? value;
      else if (kind === "muc" && ROMAN.includes(value)) {
        steps.muc = value;
        while (/^(?:\d{1,2}|[a-zđ])$/u.test(tokens[at + 1]?.word ?? "")) steps.muc += `.${tokens[(at += 1)].word}`;
      } else if (kind === "dieu" && /^\d+$/u.test(value)) steps.muc = value;
      else if (kind === "khoan" && /^\d+$/u.test(value)) steps.khoan = value;
      else if (kind === "diem" && /^[a-zđ]$/u.test(value)) steps.diem = value;
      else return null;
    } else if (/^\d{1,2}$/u.test(word) && ["thu", "dong", "cong"].includes(tokens[at - 1]?.fold)) steps.gach = word;
    else if (fold === "doan" && next && /^\d+$/u.test(next.word)) steps.gach = `p${tokens[(at += 1)].word}`;
    else return null;
  }
  const path = [steps.muc, steps.khoan, steps.diem, steps.gach].filter(Boolean);
  return steps.muc && path.length > 1 ? path.join(".") : steps.muc && tokens.length === 2 ? steps.muc : null;
}
