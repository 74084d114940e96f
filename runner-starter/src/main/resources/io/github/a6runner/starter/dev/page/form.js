// SPDX-License-Identifier: Apache-2.0
// What there is to send: the chain, the request and the answer of the upstream.
import { setSteps, steps } from './chain.js';
import { $, make } from './dom.js';

const KEPT = 'a6-playground';

let routes = [];

/** Gives what is in the form. */
export function collect() {
  return {
    request: {
      method: $('method').value,
      target: $('target').value,
      headers: $('headers').value,
      body: $('body').value,
    },
    upstream: isUpstreamGiven()
      ? { status: $('up-status').value, headers: $('up-headers').value, body: $('up-body').value }
      : null,
    chain: steps(),
    allow_degradation: [...document.querySelectorAll('input[name=degrade]:checked')].map((box) => box.value),
  };
}

function setChain(chain, degrading) {
  setSteps(chain);
  document.querySelectorAll('input[name=degrade]').forEach((box) => {
    box.checked = degrading.includes(box.value);
  });
}

function fill(input) {
  setChain(input.chain, input.allow_degradation);
  $('method').value = input.request.method;
  $('target').value = input.request.target;
  $('headers').value = input.request.headers;
  $('body').value = input.request.body;
  if (input.upstream) {
    document.querySelector('input[name=upstream][value=given]').checked = true;
    $('up-status').value = input.upstream.status;
    $('up-headers').value = input.upstream.headers;
    $('up-body').value = input.upstream.body;
  }
}

const isUpstreamGiven = () => document.querySelector('input[name=upstream]:checked').value === 'given';

function showUpstream() {
  $('given').hidden = !isUpstreamGiven();
}

/** Keeps an input for a reload of the page. */
export function keep(input) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(input));
  } catch (e) {
    // Without it, a reload of the page begins anew.
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) || 'null');
  } catch (e) {
    return null;
  }
}

/** Takes the routes that one may start from. */
export function offerRoutes(all) {
  routes = all;
  $('preset').replaceChildren(
    make('option', {}, 'a route …'),
    ...routes.map((route) => make('option', {}, route.id + '  ' + route.target)));
}

function takeRoute() {
  const route = routes[$('preset').selectedIndex - 1];
  if (route) {
    setChain(route.chain, route.allow_degradation);
    $('method').value = route.method;
    $('target').value = route.target;
  }
}

/** Begins with what was kept, or with an empty chain. */
export function start() {
  const before = kept();
  if (before) {
    fill(before);
  } else {
    setSteps([]);
  }
  showUpstream();
  document.querySelectorAll('input[name=upstream]').forEach((radio) => radio.addEventListener('change', showUpstream));
  $('preset').addEventListener('change', takeRoute);
}
