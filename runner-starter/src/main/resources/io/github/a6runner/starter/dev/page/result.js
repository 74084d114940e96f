// SPDX-License-Identifier: Apache-2.0
// What came of a request.
import { $, make, newId, say } from './dom.js';

const SIGNS = { '+': 'new', '-': 'gone', ' ': 'kept' };
const WORDS = { '+': 'added', '-': 'removed', ' ': '' };

/** Shows a result. */
export function show(result) {
  $('summary').className = find(result.steps, 'failed') ? 'bad' : 'ok';
  $('summary').textContent = summaryOf(result);
  $('details').replaceChildren(
    make('div', { class: 'pair' }, responseCard('The client gets', result.client), upstreamCard(result)),
    ...(result.log.length ? [card('The runner logged', make('pre', {}, result.log.join('\n')))] : []),
    ...(result.steps.length ? [stepSection(result.steps)] : []),
    ...(result.calls.length ? [copyCard('The same without a gateway', result.calls.join('\n\n'))] : []),
    copyCard('The route for APISIX, with your upstream', result.route));
}

/** Shows why there is no result. */
export function showError(message) {
  $('summary').className = 'bad';
  $('summary').textContent = message;
  $('details').replaceChildren();
}

const find = (steps, outcome) => steps.find((step) => step.outcome === outcome);

function summaryOf(result) {
  const asked = result.steps.filter((step) => step.outcome !== 'not asked');
  const micros = asked.reduce((sum, step) => sum + step.micros, 0);
  const failed = find(asked, 'failed');
  const stopped = find(asked, 'stopped');
  const after = asked.length === 0 ? 'without a filter'
    : 'after ' + asked.length + (asked.length === 1 ? ' filter, ' : ' filters, ') + time(micros);
  return 'The client gets ' + result.client.status + ' ' + result.client.reason + ' ' + after
    + (stopped ? '; stopped by ' + stopped.filter : '') + (failed ? '; ' + failed.filter + ' failed' : '') + '.';
}

function time(micros) {
  return micros < 10000 ? (micros / 1000).toFixed(2) + ' ms' : Math.round(micros / 1000) + ' ms';
}

// ---- Its parts

function section(attributes, title, ...content) {
  const id = newId('title');
  return make('section', { ...attributes, 'aria-labelledby': id }, make('h3', { id }, title), ...content);
}

const card = (title, ...content) => section({ class: 'card' }, title, ...content);

function responseCard(title, response) {
  return card(title, message(response.status + ' ' + response.reason, response));
}

function upstreamCard(result) {
  const title = 'The upstream gets';
  const sent = result.upstream;
  return sent
    ? card(title, message(sent.method + ' ' + sent.target, sent))
    : card(title, make('p', { class: 'hint' }, 'Nothing: the request did not get there.'));
}

function message(firstLine, parts) {
  return make('pre', {},
    make('span', { class: 'head' }, firstLine + '\n'),
    ...parts.headers.flatMap(([name, value]) =>
      [make('span', { class: 'name' }, name + ': '), (value ?? '') + '\n']),
    bodyOf(parts));
}

function bodyOf(parts) {
  if (parts.body_base64 !== undefined) {
    return '\n(not text; in base64)\n' + parts.body_base64;
  }
  return parts.body ? '\n' + parts.body : '';
}

function copyCard(title, text) {
  const done = make('span', { role: 'status' });
  const pre = make('pre', {}, text);
  const button = make('button', {
    type: 'button', 'aria-label': 'Copy: ' + title,
    on: {
      click: async () => {
        try {
          await navigator.clipboard.writeText(text);
          say(done, 'copied');
        } catch (e) {
          getSelection().selectAllChildren(pre);
          say(done, 'selected: press Ctrl C');
        }
      },
    },
  }, 'Copy');
  const made = card(title, pre);
  made.querySelector('h3').append(done, button);
  return made;
}

// ---- Filter by filter

function stepSection(steps) {
  return section({}, 'Filter by filter', make('ol', { class: 'steps' }, ...steps.map(stepItem)));
}

function stepItem(step) {
  const took = step.outcome === 'not asked' ? '' : time(step.micros) + (step.first ? ', its conf prepared' : '');
  return make('li', {},
    make('div', { class: 'what' },
      make('b', {}, step.filter),
      make('span', { class: 'tag ' + step.outcome }, step.outcome),
      make('span', { class: 'phase' }, step.phase.replace('ext-plugin-', '')),
      make('span', { class: 'time' }, took)),
    ...(step.reason ? [make('p', { class: 'hint' }, step.reason)] : []),
    ...(step.outcome === 'changed' ? [diffOf(step)] : []));
}

function diffOf(step) {
  return make('div', { class: 'diff', role: 'group', 'aria-label': 'Before and after ' + step.filter },
    ...step.diff.map(([sign, part, text]) =>
      make('div', { class: SIGNS[sign] },
        make('span', { 'aria-label': WORDS[sign] }, sign === '-' ? '−' : sign),
        make('span', { class: 'part' }, part),
        make('span', { class: 'text' }, text))));
}
