// Comfort only: search when a reader turns to it; explanations of abbreviations near the word, by pointer, touch and key;
// copying a citation; the next date of a deadline. Without it an index from A to Z, the explanation at the foot of the window,
// text that can be selected, the deadline's rule in words.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // On paper the address of the page as it was read, whatever the build knew of it.
  for (const place of document.querySelectorAll("[data-address]")) place.textContent = location.href.split("#")[0];

  // To some screen readers a table laid out as blocks is none, unless its roles are written out.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell", col: "columnheader", row: "rowheader" };
  for (const part of document.querySelectorAll("table:is(.matrix, .register), :is(.matrix, .register) :is(thead, tbody, tr, th, td)")) {
    part.role = roles[part.scope || part.tagName];
  }

  // From a folder a link to a directory would open a list of files: its page is meant.
  const whole = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    return link.href;
  };
  if (location.protocol === "file:") {
    const mend = (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (link) whole(link);
    };
    document.addEventListener("click", mend, true);
    document.addEventListener("auxclick", mend, true);
    for (const form of document.forms) if (form.action.endsWith("/")) form.action += "index.html";
  }

  // -- how long until a deadline comes next, by the reader's own calendar: "trước" leaves the day itself out

  const DAY = 86400000;
  const unbroken = (text) => {
    const span = document.createElement("span");
    span.className = "nb";
    span.textContent = text;
    return span;
  };
  const tellNext = () => {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    for (const place of document.querySelectorAll("[data-next]")) {
      const { day, month, year, before } = place.dataset;
      const within = (y) => {
        const length = new Date(Date.UTC(y, month, 0)).getUTCDate();
        const exists = day <= length; // 29/02 comes in few years; in the others its last day is the month's
        const named = Date.UTC(y, month - 1, exists ? day : length);
        return {
          named,
          last: exists && before === "trước" ? named - DAY : named,
          limit: exists ? before && `${before} ` : "chậm nhất ",
          date: `ngày ${exists ? day : length}/${month}/${y}`,
        };
      };
      let next = within(year || now.getFullYear());
      if (!year && next.last < today) next = within(now.getFullYear() + 1);
      const left = next.last > today ? `còn ${(next.named - today) / DAY} ngày` : before ? "hôm nay là ngày cuối" : "hôm nay";
      if (!year) place.replaceChildren(`Lần tới: ${next.limit}`, unbroken(next.date), ", ", unbroken(left), ".");
      else place.textContent = next.last < today ? "Hạn này đã qua." : `${left[0].toUpperCase()}${left.slice(1)}.`;
      place.hidden = false;
    }
  };
  tellNext();
  document.addEventListener("visibilitychange", tellNext);

  // A calendar can be followed only where a program can ask for it again.
  if (location.protocol.startsWith("http")) {
    for (const link of document.querySelectorAll("a[data-webcal][hidden]")) {
      link.href = link.href.replace(/^https?:/, "webcal:");
      link.hidden = false;
    }
  }

  // -- search: nothing of it is fetched before the reader turns to a box, or the address asks something

  const fields = document.querySelectorAll("form.search input[type=search]");
  const opener = document.querySelector(".to-search");
  const status = document.querySelector("[data-search-status]");
  // The page's policy lets no script be named but through here (Trusted Types), and here no other than this one.
  const addresses = window.trustedTypes?.createPolicy("search", {
    createScriptURL(file) {
      if (/^(?!\/\/)[^:?#\\]*assets\/search\/client\.js$/.test(file)) return file;
      throw new TypeError(file);
    },
  });
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    const file = `${root.dataset.root}assets/search/client.js`;
    script.src = addresses?.createScriptURL(file) ?? file;
    script.onerror = () => {
      loading = false;
      if (!status) return;
      status.textContent = "Chưa tải được phần tìm kiếm. Xin bấm Tìm để thử lại, hoặc:";
      document.querySelector("[data-search-nothing]").hidden = false;
    };
    document.head.append(script);
  };
  const open = (isOpen) => {
    root.classList.toggle("searching", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  const turnToSearch = () => {
    const [field] = fields;
    if (!field) return false;
    open(true);
    field.focus();
    field.select();
    return true;
  };
  for (const field of fields) {
    field.addEventListener("focus", load);
    field.addEventListener("input", load);
  }
  if (fields.length && [...fields].includes(document.activeElement)) load();
  if (status && location.search.length > 1) {
    fields[0].value ||= new URLSearchParams(location.search).get("q") ?? "";
    status.textContent = "Đang tìm…";
    load();
  }
  opener.addEventListener("click", (event) => {
    if (root.classList.contains("searching")) open(false);
    else if (!turnToSearch()) return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if ((slash || control) && turnToSearch()) event.preventDefault();
    if (event.key === "Escape" && !event.defaultPrevented && root.classList.contains("searching")) {
      open(false);
      if (event.target instanceof Element && event.target.closest(".head-search")) opener.focus();
    }
  });

  const box = document.createElement("div");
  box.className = "tip-box";
  box.dataset.tipBox = "";
  box.hidden = true;
  document.querySelector("main").append(box);

  let owner = null;
  let touched = false;
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    box.hidden = true;
    owner = null;
  };

  const show = (link, withLink) => {
    clearTimeout(leaving);
    owner = link;
    box.replaceChildren(link.dataset.tip);
    if (withLink) {
      const more = document.createElement("a");
      more.href = link.href;
      more.textContent = link.classList.contains("abbr") ? "Xem bảng chữ viết tắt" : `Mở trang: ${link.textContent}`;
      box.append(more);
    }
    box.hidden = false;
    const word = link.getClientRects()[0];
    const room = root.clientWidth - box.offsetWidth - 16;
    const above = word.bottom + box.offsetHeight + 8 > innerHeight && word.top > box.offsetHeight + 8;
    box.style.left = `${Math.max(16, Math.min(word.left, room)) + scrollX}px`;
    box.style.top = `${(above ? word.top - box.offsetHeight - 6 : word.bottom + 6) + scrollY}px`;
  };

  const tip = (target) => (target instanceof Element ? target.closest("[data-tip]") : null);

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (owner && !box.contains(event.target) && tip(event.target) !== owner) hide();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = tip(event.target);
    if (link) show(link, false);
    else if (box.contains(event.target)) clearTimeout(leaving);
    else if (owner) leaving = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", (event) => {
    const link = tip(event.target);
    if (link && !touched) show(link, false);
    else if (owner && !link && !box.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = tip(event.target);
    if (!link || !touched) return;
    event.preventDefault();
    if (owner === link) hide();
    else show(link, true);
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") hide();
  });

  for (const [width, beside] of [["62rem", ".facets details"], ["72rem", "details.contents"]]) {
    const wide = matchMedia(`(min-width: ${width})`);
    const unfold = () => { // beside the text it cannot be shut: nothing to press, nothing to stop at
      for (const found of document.querySelectorAll(beside)) {
        found.open ||= wide.matches;
        found.firstElementChild.tabIndex = wide.matches ? -1 : 0;
      }
    };
    unfold();
    wide.addEventListener("change", unfold);
  }

  for (const place of document.querySelectorAll("[data-print]")) {
    place.hidden = false;
    place.addEventListener("click", () => print());
  }

  // -- taking a clause along: its link, its citation in full and in short, its words with the citation, or sharing them

  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  if (document.querySelector("[data-copy]")) document.body.append(told);

  /** Where the browser gives no clipboard (a page without TLS), a selection can still be copied. */
  const copySelected = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  };
  const say = (button, words) => {
    const before = (button.dataset.words ||= button.textContent);
    button.textContent = words;
    told.textContent = `${words}: ${before}`;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  };
  const copyFrom = async (button, text) => {
    const done = await copy(text);
    button.focus();
    say(button, done ? "Đã chép" : "Chưa chép được");
  };

  /** What can be taken along of the provision a citation is of. */
  const clause = (citation) => {
    const place = citation.closest(".tools, .margin, li");
    const address = place.querySelector(".address")?.textContent ?? "";
    const shown = document.querySelector(`[data-provision="${CSS.escape(citation.dataset.copy)}"]`);
    const full = citation.textContent;
    return {
      url: address.startsWith("http") ? address : whole(place.querySelector("a")),
      full,
      titled: `${full} ${root.dataset.title}`,
      short: citation.querySelector("[data-short]").textContent,
      text: shown ? `${shown.textContent.trim()}\n(${full})` : full,
    };
  };
  const toCopy = [["Chép trích dẫn", "full"], ["Kèm trích yếu", "titled"], ["Chép trích dẫn ngắn", "short"], ["Chép nguyên văn", "text"], ["Chép liên kết", "url"]];

  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.matches(".cite")) return;
    for (const citation of event.target.querySelectorAll("[data-copy]:not([data-ready])")) {
      citation.dataset.ready = "";
      const row = document.createElement("span");
      row.className = "copies";
      const add = (name, work) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.addEventListener("click", () => work(button));
        row.append(button);
      };
      for (const [name, key] of toCopy) add(name, (button) => copyFrom(button, clause(citation)[key]));
      if (navigator.share) {
        add("Chia sẻ", () => {
          const { text, url, short } = clause(citation);
          navigator.share({ title: short, text, url }).catch(() => {}); // a reader who thinks better of it is no fault
        });
      }
      citation.parentElement.append(row);
    }
  }, true);

  for (const link of document.querySelectorAll(".tools > [data-link]")) link.textContent = "Chép liên kết";
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(".tools > [data-link]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    copyFrom(link, clause(link.parentElement.querySelector("[data-copy]")).url);
  });
})();
