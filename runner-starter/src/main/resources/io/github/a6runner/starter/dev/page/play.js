// SPDX-License-Identifier: Apache-2.0
// Puts the parts of the page together, and keeps what it knows up to date.
import { addFilter, offerFilters } from './chain.js';
import { $, say } from './dom.js';
import * as filters from './filters.js';
import * as form from './form.js';
import * as result from './result.js';
import { ask, post } from './server.js';

const REFRESH_MILLIS = 1500;

let loaded = { filters: [], problems: [] };

/** Gives a function that asks, and hands on what there is when that has changed. */
function watch(path, use) {
  let seen = '';
  return async () => {
    const text = await ask(path);
    if (text !== seen) {
      use(JSON.parse(text));
      seen = text;
    }
  };
}

const lookForRoutes = watch('api/routes', (known) => form.offerRoutes(known.routes));
const lookForFilters = watch('api/filters', (listing) => {
  loaded = { filters: [], problems: [], ...listing };
  filters.show(loaded, (filter) => addFilter(filter).querySelector('.conf').focus());
  offerFilters();
});

async function refresh() {
  if (!document.hidden) {
    try {
      await lookForRoutes();
      await lookForFilters();
      say($('state'), counted());
    } catch (e) {
      say($('state'), e.message);
    }
  }
  setTimeout(refresh, REFRESH_MILLIS);
}

function counted() {
  const count = loaded.filters.length;
  return count + (count === 1 ? ' filter' : ' filters') + ' loaded'
    + (loaded.problems.length ? ', ' + loaded.problems.length + ' with problems' : '');
}

async function send() {
  const input = form.collect();
  form.keep(input);
  $('send').disabled = true;
  $('result').setAttribute('aria-busy', 'true');
  try {
    result.show(await post('api/run', input));
  } catch (e) {
    result.showError(e.message);
  } finally {
    $('send').disabled = false;
    $('result').removeAttribute('aria-busy');
  }
}

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !$('send').disabled) {
    event.preventDefault();
    send();
  }
});
$('add').addEventListener('click', () =>
  addFilter(filters.find(filters.names()[0])).querySelector('.filter').focus());
form.start();
refresh();
