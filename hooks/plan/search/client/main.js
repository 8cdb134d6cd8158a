// Where the search begins: loaded by site.js when the reader turns to a search box, or when the address asks something.
import { Box } from "./box.js";
import { search } from "./engine.js";
import { Loader } from "./loader.js";
import { View } from "./view.js";

const loader = new Loader(document.documentElement.dataset.root);
const page = document.querySelector("[data-search-results]") && document.querySelector("main");
if (page) {
  const view = new View(loader, page);
  view.show();
  window.planSearch.view = view;
} else {
  loader.prepare().catch(() => {});
  [...document.querySelectorAll("form.search input[type=search]")].forEach((input, number) => new Box(loader, input, number));
}

/** For programs: the answer to a query with what is here of the index. */
window.planSearch.search = (raw) => search(loader.store, raw);

/** For programs: the answer to a query as [{ id, kind, score }], once all it needs is here. */
window.planSearch.ask = async (raw) => {
  await loader.prepare();
  let answer = search(loader.store, raw);
  while (!loader.whole) {
    await loader.complete();
    answer = search(loader.store, raw);
  }
  return answer.results.map(({ entry, score }) => ({ id: loader.store.ids[entry], kind: loader.store.kinds[entry], score }));
};
