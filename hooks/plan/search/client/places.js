// A provision named outright: by its path (`II.4.đ`, `ii-4-dd`) or as it is cited (`điểm đ khoản 4 Mục II`, `Điều 3`), in any
// order, whole or in part (`điểm đ khoản 4` is every provision cited so).

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];
const ORDINALS = { nhat: "1", mot: "1", hai: "2", ba: "3", tu: "4", bon: "4", nam: "5", sau: "6", bay: "7", tam: "8", chin: "9", muoi: "10" };
const STEPS = { phan: "section", muc: "section", dieu: "article", khoan: "item", diem: "point", doan: "paragraph" };
const FILLERS = ["gach", "dau", "dong", "cong", "thu", "hang"];

/** What a query names outright, and nothing else: its path and the entries it is, the best first; `null` when it says more. */
export function places(store, text, tokens) {
  const path = written(text) ?? cited(tokens);
  if (!path) return null;
  const plain = (id) => id.toLowerCase().replaceAll("đ", "d");
  const named = (id, wanted) => (path.top ? id === wanted : id.endsWith(`.${wanted}`));
  const entries = store.ids.flatMap((id, entry) => (isProvision(store, entry) && named(plain(id), plain(path.steps)) ? [entry] : []));
  const exact = (entry) => Number(named(store.ids[entry].toLowerCase(), path.steps));
  return { path: path.steps, entries: entries.sort((one, other) => exact(other) - exact(one) || one - other) };
}

/** Whether an entry is a provision: agencies and task areas are, as their headings. */
export const isProvision = (store, entry) => ["provision", "agency", "area"].includes(store.kinds[entry]);

/** `Mục II.4.đ`, `v5b`, `ii-4-dd` -> `ii.4.đ`. */
function written(text) {
  const bare = text.toLowerCase().replace(/^(?:mục|muc|điều|dieu|phần|phan) /u, "").replace(/ ?[.\-/] ?/gu, ".").replace(/[.,;]+$/, "").trim();
  const joined = /^([ivx]+)(\d{1,2})([a-zđ])?$/u.exec(bare);
  const steps = joined ? joined.slice(1).filter(Boolean).join(".") : bare.replace(/\.dd(?=\.|$)/u, ".đ");
  const deep = /^(?:[ivx]+|\d{1,3})(?:\.(?:\d{1,2}|[a-zđ]|p\d{1,2}))+$/u.test(steps);
  const isDate = /^\d/.test(steps) && /[/-]/.test(text);
  return (deep && !isDate) || ROMAN.includes(steps) ? { steps, top: true } : null;
}

/** `điểm b khoản 2 mục II`, `khoản 5, Mục V, điểm b`, `gạch đầu dòng thứ 2 điểm c khoản 3 mục II`; the last word may be half typed. */
function cited(tokens) {
  const steps = {};
  const value = (at) => ORDINALS[tokens[at]?.fold] ?? tokens[at]?.word ?? "";
  for (let at = 0; at < tokens.length; at += 1) {
    const { fold } = tokens[at];
    const last = at === tokens.length - 1;
    const step = STEPS[fold];
    if (step && !last) {
      at += 1;
      steps[step] = readStep(step, value(at), tokens[at].word);
      if (!steps[step]) return null;
      while (/^(?:section|article)$/.test(step) && /^(?:\d{1,2}|[a-zđ])$/u.test(tokens[at + 1]?.word ?? "")) steps[step] += `.${tokens[(at += 1)].word}`;
    } else if (/^\d{1,2}$/.test(value(at)) && FILLERS.includes(tokens[at - 1]?.fold)) {
      const within = tokens.slice(0, at).findLast(({ fold: before }) => ["gach", "cong"].includes(before));
      steps[within?.fold === "cong" ? "subbullet" : "bullet"] = value(at);
    } else if (!FILLERS.includes(fold) && !(last && at > 0 && Object.keys(STEPS).some((name) => name.startsWith(fold)))) return null;
  }
  const top = steps.section ?? steps.article;
  const path = [top, steps.item, steps.point, steps.bullet, steps.subbullet, steps.paragraph && `p${steps.paragraph}`].filter(Boolean);
  return path.length && (top || steps.item) ? { steps: path.join("."), top: Boolean(top) } : null;
}

/** The value of one step, or nothing when it can be none; sections are counted in roman numerals, articles are not. */
function readStep(step, number, word) {
  if (step === "point") return /^[a-zđ]$/u.test(word) ? word : null;
  if (step !== "section") return /^\d{1,3}$/u.test(number) ? number : null;
  return ROMAN.includes(word) ? word : /^\d{1,2}$/u.test(number) ? ROMAN[number - 1] ?? null : null;
}
