// SPDX-License-Identifier: Apache-2.0
// Elements of the page. Whatever comes from filters, routes or answers goes into them as text, never as HTML.

let ids = 0;

export const $ = (id) => document.getElementById(id);

/** Makes an id that nothing else has. */
export const newId = (prefix) => prefix + '-' + (++ids);

/** Makes an element with attributes, listeners (as "on") and children. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (typeof value === 'boolean') {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** Sets a text; one that stays is not set again, since a screen reader would read it out again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
