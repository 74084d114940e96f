// SPDX-License-Identifier: Apache-2.0
// The chain of filters in the form.
import { $, make, newId, say } from './dom.js';
import { PHASES, exampleOf, find, names, phaseOf } from './filters.js';

/** Appends a step and gives its element. */
export function addStep(phase, name, conf) {
  const id = newId('step');
  const phases = make('select', { id: id + '-phase', class: 'phase' }, ...PHASES.map(option));
  const filters = make('select', {
    id: id + '-filter', class: 'filter',
    on: {
      change: () => {
        const filter = find(filters.value);
        set(phaseOf(filter), exampleOf(filter));
      },
    },
  });
  const wrong = make('span', { id: id + '-wrong', class: 'wrong', role: 'status' });
  const text = make('textarea', {
    id: id + '-conf', class: 'conf', rows: '2', spellcheck: 'false', 'aria-describedby': wrong.id,
    on: { input: () => checkConf(text, wrong) },
  });
  const item = make('li', {},
    make('div', { class: 'top' },
      make('label', { for: phases.id }, 'Phase', phases),
      make('label', { for: filters.id }, 'Filter', filters),
      make('div', { class: 'moves' },
        moveButton('↑', 'Earlier', () => item.previousElementSibling && item.previousElementSibling.before(item)),
        moveButton('↓', 'Later', () => item.nextElementSibling && item.nextElementSibling.after(item)),
        moveButton('×', 'Remove', () => remove(item)))),
    make('label', { for: text.id }, 'Conf', text),
    wrong);

  function set(toPhase, toConf) {
    phases.value = toPhase;
    text.value = toConf;
    checkConf(text, wrong);
  }

  offer(filters, name);
  set(phase, conf);
  $('chain').append(item);
  showEmpty();
  return item;
}

/** Appends a step with what a filter may begin with; without a filter too. */
export function addFilter(filter) {
  return addStep(phaseOf(filter), filter ? filter.name : '', exampleOf(filter));
}

/** Lets all steps choose from the filters that are loaded now. */
export function offerFilters() {
  document.querySelectorAll('#chain select.filter').forEach((select) => offer(select, select.value));
}

/** The steps as they are to be sent. */
export function steps() {
  return [...$('chain').children].map((item) => ({
    phase: item.querySelector('.phase').value,
    filter: item.querySelector('.filter').value,
    conf: item.querySelector('.conf').value,
  }));
}

/** Replaces all steps. */
export function setSteps(all) {
  $('chain').replaceChildren();
  all.forEach((step) => addStep(step.phase, step.filter, step.conf));
  showEmpty();
}

const option = (name) => make('option', { value: name }, name);

/** A filter that is chosen stays so, even if it is not loaded. */
function offer(select, chosen) {
  const all = names();
  if (chosen && !all.includes(chosen)) {
    all.unshift(chosen);
  }
  select.replaceChildren(...all.map(option));
  if (chosen) {
    select.value = chosen;
  }
}

function moveButton(sign, name, act) {
  const button = make('button', {
    type: 'button', 'aria-label': name, title: name,
    on: {
      click: () => {
        act();
        if (button.isConnected) {
          button.focus();
        }
      },
    },
  }, sign);
  return button;
}

function remove(item) {
  const near = item.nextElementSibling || item.previousElementSibling;
  item.remove();
  showEmpty();
  (near ? near.querySelector('.conf') : $('add')).focus();
}

function showEmpty() {
  $('chain-empty').hidden = $('chain').children.length > 0;
}

function checkConf(text, wrong) {
  let message = '';
  try {
    JSON.parse(text.value || '{}');
  } catch (e) {
    message = 'This is not JSON; most filters refuse it.';
  }
  say(wrong, message);
}
