// SPDX-License-Identifier: Apache-2.0
// The filters that are loaded, and the list of them.
import { $, make } from './dom.js';

export const PHASES = ['ext-plugin-pre-req', 'ext-plugin-post-req', 'ext-plugin-post-resp'];

let filters = [];

export const names = () => filters.map((filter) => filter.name);
export const find = (name) => filters.find((filter) => filter.name === name);

/** The phase that a filter is likely meant for; of no filter too. */
export const phaseOf = (filter) =>
  filter && !filter.phases.includes('request') ? PHASES[2] : PHASES[0];

/** A conf to begin with; of no filter too. */
export const exampleOf = (filter) => JSON.stringify((filter && filter.example) || {});

/** Takes what is loaded now and shows it; "add" gets a filter whose button is pressed. */
export function show(loaded, add) {
  filters = loaded.filters;
  const open = new Set([...document.querySelectorAll('#filters details[open]')].map((each) => each.dataset.name));
  keepingFocus(() => $('filters').replaceChildren(
    ...filters.map((filter) => make('li', {}, card(filter, open.has(filter.name), add)))));
  $('problems').replaceChildren(...loaded.problems.map((problem) =>
    make('li', {}, problem.origin + ': ' + problem.reason)));
  $('problems').hidden = loaded.problems.length === 0;
}

/** What had the focus has it again if there is something for the same. */
function keepingFocus(replace) {
  const focused = document.activeElement && document.activeElement.dataset.focus;
  replace();
  const again = [...document.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === focused);
  if (again) {
    again.focus();
  }
}

function card(filter, open, add) {
  return make('details', { 'data-name': filter.name, open },
    make('summary', { 'data-focus': 's ' + filter.name },
      make('b', {}, filter.name),
      make('small', {}, filter.phases.join(', ') + ' · ' + filter.execution)),
    make('div', {},
      fieldList(filter),
      make('span', { class: 'hint' }, 'from ' + filter.plugin),
      make('div', {}, make('button', {
        type: 'button',
        'data-focus': 'b ' + filter.name,
        'aria-label': 'Add ' + filter.name + ' to the chain',
        on: { click: () => add(filter) },
      }, 'Add to the chain'))));
}

function fieldList(filter) {
  if (!filter.fields) {
    return make('p', { class: 'hint' }, 'Its conf: ' + filter.no_schema + '.');
  }
  if (filter.fields.length === 0) {
    return make('p', { class: 'hint' }, 'Its conf has no fields.');
  }
  return make('ul', { class: 'fields', 'aria-label': 'Fields of the conf of ' + filter.name },
    ...filter.fields.map((field) =>
      make('li', {}, make('code', {}, field.name), make('span', {}, field.takes))));
}
