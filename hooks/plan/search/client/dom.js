// Elements, made in one line.

/** An element with a class and children; text is text, never markup. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** A link. */
export function link(address, className, ...children) {
  const made = element("a", className, ...children);
  made.href = address;
  return made;
}

/** Pieces of an excerpt as text and marks. */
export const marks = (pieces) => pieces.map(({ text, mark }) => (mark ? element("mark", "", text) : text));
