// A provision named outright: by its path (`II.4.đ`, `ii-4-dd`) or as it is cited (`điểm đ khoản 4 Mục II`), in any order,
// whole or in part (`điểm đ khoản 4` is every provision cited so).

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
const ORDINALS = { nhat: "1", mot: "1", hai: "2", ba: "3", tu: "4", bon: "4", nam: "5", sau: "6", bay: "7", tam: "8", chin: "9", muoi: "10" };
const STEPS = { phan: "top", muc: "top", dieu: "top", khoan: "item", diem: "point", doan: "paragraph" };
const BULLET = ["gach", "dau", "dong", "cong", "thu", "hang"];

/** Entries a query names outright, the best first; none when the query says anything else too. */
export function places(store, text, tokens) {
  const path = written(text) ?? cited(tokens);
  if (!path) return [];
  const plain = (id) => id.toLowerCase().replaceAll("đ", "d");
  const named = (id, wanted) => (path.top ? id === wanted : id.endsWith(`.${wanted}`));
  const found = store.ids.flatMap((id, entry) => (named(plain(id), plain(path.steps)) ? [{ entry, exact: named(id.toLowerCase(), path.steps) }] : []));
  return found.sort((one, other) => other.exact - one.exact || one.entry - other.entry).map(({ entry }) => entry)
    .filter((entry) => ["provision", "agency", "area"].includes(store.kinds[entry]));
}

/** `Mục II.4.đ`, `v5b`, `ii-4-dd` -> `ii.4.đ`. */
function written(text) {
  const bare = text.toLowerCase().replace(/^(?:mục|muc|điều|dieu|phần|phan)\s+/u, "").replace(/\s*[.\-/]\s*/gu, ".").replace(/[.,;]+$/, "").trim();
  const joined = /^([ivx]+)(\d{1,2})([a-zđ])?$/u.exec(bare);
  const steps = joined ? joined.slice(1).filter(Boolean).join(".") : bare.replace(/\.dd(?=\.|$)/u, ".đ");
  const isPath = /^(?:[ivx]+|\d{1,3})(?:\.(?:\d{1,2}|[a-zđ]|p\d{1,2}))+$/u.test(steps) || /^[ivx]+$/u.test(steps);
  return isPath ? { steps, top: true } : null;
}

/** `điểm b khoản 2 mục II`, `khoản 5, Mục V, điểm b`, `gạch đầu dòng thứ 2 điểm c khoản 3 mục II`; the last word may be half typed. */
function cited(tokens) {
  const steps = {};
  const value = (at) => ORDINALS[tokens[at]?.fold] ?? tokens[at]?.word;
  for (let at = 0; at < tokens.length; at += 1) {
    const { fold, word } = tokens[at];
    const last = at === tokens.length - 1;
    const step = STEPS[fold];
    if (step && !last) {
      const named = readStep(step, value((at += 1)), tokens[at].word);
      if (!named) return null;
      steps[step] = named;
      while (step === "top" && /^(?:\d{1,2}|[a-zđ])$/u.test(tokens[at + 1]?.word ?? "")) steps.top += `.${tokens[(at += 1)].word}`;
    } else if (/^\d{1,2}$/u.test(value(at) ?? "") && BULLET.includes(tokens[at - 1]?.fold)) steps.bullet = value(at);
    else if (!BULLET.includes(fold) && !(last && at > 0 && Object.keys(STEPS).some((name) => name.startsWith(fold)))) return null;
    else if (last && at === 0 && word) return null;
  }
  const path = [steps.top, steps.item, steps.point, steps.bullet ?? (steps.paragraph && `p${steps.paragraph}`)].filter(Boolean);
  return path.length && (steps.top || steps.item) ? { steps: path.join("."), top: Boolean(steps.top) } : null;
}

/** The value of one step, or nothing when it can be none. */
function readStep(step, number, word) {
  if (step === "point") return /^[a-zđ]$/u.test(word) ? word : null;
  if (step !== "top") return /^\d{1,2}$/u.test(number) ? number : null;
  if (ROMAN.includes(word)) return word;
  return /^\d{1,2}$/u.test(number) ? ROMAN[number - 1] ?? number : null;
}
