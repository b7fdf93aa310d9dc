// Elements of the page.

/** @param {string} name @param {Record<string, any>} [attributes] @param {(Node|string)[]} [children] */
export function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "html") element.innerHTML = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

export const text = (words, name = "span", extra = "") => make(name, { class: `sp-text ${extra}`.trim() }, [words]);
