/** Loads the editor when its reader asks for it, and not before. */

import { format } from "./keep.js";

const PREFERENCES = "sveltia-cms.prefs";

const button = document.querySelector("[data-open]");

const script = (address) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(element);
  });

/** The editor speaks the language of the browser unless it was told another one. */
const speakVietnamese = () => {
  const kept = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
  localStorage.setItem(PREFERENCES, JSON.stringify({ locale: "vi", ...kept }));
};

const open = async () => {
  button.disabled = true;
  speakVietnamese();
  window.CMS_MANUAL_INIT = true;
  const [config] = await Promise.all([fetch("config.json").then((answer) => answer.json()), script("sveltia-cms.js")]);
  for (const collection of config.collections)
    for (const file of collection.files) {
      const { fromFile, toFile } = format();
      window.CMS.registerCustomFormat(file.format, "yml", { fromFile, toFile });
    }
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) sheet.remove();
  document.body.replaceChildren();
  window.CMS.init({ config });
};

button.hidden = false;
button.addEventListener("click", open);
