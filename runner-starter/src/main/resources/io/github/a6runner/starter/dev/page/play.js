'use strict';

// Everything that comes from filters, routes or answers is put into the page as text, never as HTML.
(() => {
  const PHASES = ['ext-plugin-pre-req', 'ext-plugin-post-req', 'ext-plugin-post-resp'];
  const REFRESH_MILLIS = 1500;
  const HUGE = 2147483647;
  const KEPT = 'a6-playground';

  const $ = (id) => document.getElementById(id);
  let known = { filters: [], problems: [] };
  let presets = [];
  let seen = '';
  let seenRoutes = '';
  let ids = 0;

  /** Makes an element with attributes and children. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'on') {
        for (const [event, handler] of Object.entries(value)) {
          element.addEventListener(event, handler);
        }
      } else if (typeof value === 'boolean') {
        element[name] = value;
      } else {
        element.setAttribute(name, value);
      }
    }
    element.append(...children);
    return element;
  }

  // ---- Filters and their confs

  const filterOf = (name) => known.filters.find((filter) => filter.name === name);
  const schemaOf = (filter) => (filter && filter.schema) || null;
  const phaseOf = (filter) =>
    filter && !filter.phases.includes('request') ? PHASES[2] : PHASES[0];

  /** The types of a value, without "null", which stands for a field that may be left out. */
  function typesOf(schema) {
    return [].concat(schema.type || []).filter((type) => type !== 'null');
  }

  /** A schema without the alternative "null". */
  function plain(schema) {
    const choices = (schema && (schema.anyOf || schema.oneOf)) || [];
    return choices.find((choice) => choice.type !== 'null') || schema || {};
  }

  function typeText(raw) {
    const schema = plain(raw);
    if (schema.$ref) {
      return schema.$ref.split('/').pop();
    }
    const types = typesOf(schema);
    if (types[0] === 'array') {
      return 'list of ' + typeText(schema.items || {});
    }
    if (types[0] === 'object' && typeof schema.additionalProperties === 'object') {
      return 'map to ' + typeText(schema.additionalProperties);
    }
    const names = { string: 'text', integer: 'whole number', boolean: 'true or false' };
    return types.map((type) => names[type] || type).join(' or ') || 'anything';
  }

  function limitsText(raw, required) {
    const schema = plain(raw);
    const words = [];
    const choices = schema.enum || schema.examples;
    if (required) {
      words.push('required');
    }
    if (choices) {
      words.push('one of ' + choices.map((value) => JSON.stringify(value)).join(', '));
    }
    const low = schema.minimum ?? schema.minLength ?? schema.minItems;
    const most = schema.maximum ?? schema.maxLength ?? schema.maxItems;
    const high = most < HUGE ? most : undefined;
    if (schema.exclusiveMinimum !== undefined) {
      words.push('more than ' + schema.exclusiveMinimum);
    }
    if (low !== undefined) {
      words.push('from ' + low);
    }
    if (schema.exclusiveMaximum !== undefined) {
      words.push('less than ' + schema.exclusiveMaximum);
    }
    if (high !== undefined) {
      words.push('to ' + high);
    }
    const value = raw.default ?? schema.default;
    if (value !== undefined && value !== null) {
      words.push('default ' + JSON.stringify(value));
    }
    if (raw.writeOnly || schema.writeOnly) {
      words.push('secret');
    }
    return words.join(', ');
  }

  /** A value to begin with. */
  function example(raw) {
    const schema = plain(raw);
    const value = raw.default ?? schema.default;
    if (value !== undefined && value !== null) {
      return value;
    }
    if (schema.enum || schema.examples) {
      return (schema.enum || schema.examples)[0];
    }
    switch (typesOf(schema)[0]) {
      case 'object': return schema.properties ? exampleObject(schema) : {};
      case 'array': return [];
      case 'integer': case 'number': return Math.max(schema.minimum ?? 1, 1);
      case 'boolean': return false;
      default: return '';
    }
  }

  /** What is required; if nothing is, what has a default, or the first field. */
  function exampleObject(schema) {
    const fields = Object.keys(schema.properties);
    const required = schema.required || [];
    const preset = fields.filter((name) => schema.properties[name].default !== undefined);
    const names = [required, preset, fields.slice(0, 1)].find((list) => list.length > 0) || [];
    return Object.fromEntries(names.map((name) => [name, example(schema.properties[name] || {})]));
  }

  function exampleConf(filter) {
    const schema = schemaOf(filter);
    return schema && schema.properties ? JSON.stringify(exampleObject(schema)) : '{}';
  }

  function fieldList(filter) {
    const schema = schemaOf(filter);
    const fields = Object.entries((schema && schema.properties) || {});
    if (fields.length === 0) {
      const why = filter.no_schema || 'that cannot be told';
      return make('p', { class: 'hint' }, schema ? 'Its conf has no fields.' : 'Its conf: ' + why + '.');
    }
    const required = schema.required || [];
    return make('ul', { class: 'fields', 'aria-label': 'Fields of the conf of ' + filter.name },
      ...fields.map(([name, field]) =>
        make('li', {}, make('code', {}, name),
          make('span', {}, [typeText(field), limitsText(field, required.includes(name))].filter(Boolean).join('; ')),
          ...(field.description ? [make('span', {}, field.description)] : []))));
  }

  function showFilters() {
    const open = new Set([...document.querySelectorAll('#filters details[open]')].map((each) => each.dataset.name));
    const focused = document.activeElement && document.activeElement.dataset.focus;
    $('filters').replaceChildren(...known.filters.map((filter) =>
      make('li', {},
        make('details', { 'data-name': filter.name, open: open.has(filter.name) },
          make('summary', { 'data-focus': 's ' + filter.name },
            make('b', {}, filter.name),
            make('small', {}, filter.phases.join(', ') + ' · ' + filter.form)),
          make('div', {},
            fieldList(filter),
            make('span', { class: 'hint' }, 'from ' + filter.plugin),
            make('div', {}, make('button', {
              type: 'button',
              'data-focus': 'b ' + filter.name,
              'aria-label': 'Add ' + filter.name + ' to the chain',
              on: { click: () => addStep(phaseOf(filter), filter.name, exampleConf(filter)).focus() },
            }, 'Add to the chain')))))));
    if (focused) {
      const again = [...document.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === focused);
      if (again) {
        again.focus();
      }
    }
    $('problems').replaceChildren(...known.problems.map((problem) =>
      make('li', {}, problem.from + ': ' + problem.reason)));
    $('problems').hidden = known.problems.length === 0;
    document.querySelectorAll('#chain select.filter').forEach((select) => fillFilters(select, select.value));
    const count = known.filters.length;
    say($('state'), count + (count === 1 ? ' filter' : ' filters') + ' loaded'
      + (known.problems.length ? ', ' + known.problems.length + ' with problems' : ''));
  }

  function say(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  // ---- The chain

  function fillFilters(select, value) {
    const names = known.filters.map((filter) => filter.name);
    if (value && !names.includes(value)) {
      names.unshift(value);
    }
    select.replaceChildren(...names.map((name) => make('option', { value: name }, name)));
    if (value) {
      select.value = value;
    }
  }

  function addStep(phase, name, conf) {
    const id = 'step-' + (++ids);
    const phases = make('select', { id: id + '-phase', class: 'phase' },
      ...PHASES.map((each) => make('option', { value: each }, each)));
    const filters = make('select', { id: id + '-filter', class: 'filter' });
    const wrong = make('span', { id: id + '-wrong', class: 'wrong', role: 'status' });
    const text = make('textarea', {
      id: id + '-conf', class: 'conf', rows: '2', spellcheck: 'false', 'aria-describedby': wrong.id,
      on: { input: () => checkConf(text, wrong) },
    });
    phases.value = phase;
    fillFilters(filters, name);
    text.value = conf;
    filters.addEventListener('change', () => {
      const filter = filterOf(filters.value);
      phases.value = phaseOf(filter);
      text.value = exampleConf(filter);
      checkConf(text, wrong);
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
    $('chain').append(item);
    checkConf(text, wrong);
    showEmpty();
    return text;
  }

  function moveButton(sign, name, act) {
    const button = make('button', { type: 'button', 'aria-label': name, title: name });
    button.append(sign);
    button.addEventListener('click', () => {
      act();
      if (button.isConnected) {
        button.focus();
      }
    });
    return button;
  }

  function remove(item) {
    const near = item.nextElementSibling || item.previousElementSibling;
    item.remove();
    showEmpty();
    (near ? near.querySelector('textarea') : $('add')).focus();
  }

  function showEmpty() {
    $('chain-empty').hidden = $('chain').children.length > 0;
  }

  function checkConf(text, wrong) {
    let message = '';
    try {
      JSON.parse(text.value || '{}');
    } catch (e) {
      message = 'This is no JSON; most filters refuse it.';
    }
    say(wrong, message);
  }

  // ---- What there is to send

  const upstreamKind = () => document.querySelector('input[name=upstream]:checked').value;

  function showUpstream() {
    $('given').hidden = upstreamKind() !== 'given';
  }

  function collect() {
    return {
      request: {
        method: $('method').value,
        target: $('target').value,
        headers: $('headers').value,
        body: $('body').value,
      },
      upstream: upstreamKind() === 'given'
        ? { status: $('up-status').value, headers: $('up-headers').value, body: $('up-body').value }
        : null,
      chain: [...$('chain').children].map((item) => ({
        phase: item.querySelector('.phase').value,
        filter: item.querySelector('.filter').value,
        conf: item.querySelector('.conf').value,
      })),
      allow_degradation: [...document.querySelectorAll('input[name=degrade]:checked')].map((box) => box.value),
    };
  }

  function fill(input) {
    $('chain').replaceChildren();
    input.chain.forEach((step) => addStep(step.phase, step.filter, step.conf));
    document.querySelectorAll('input[name=degrade]').forEach((box) => {
      box.checked = input.allow_degradation.includes(box.value);
    });
    showEmpty();
    if (input.request) {
      $('method').value = input.request.method;
      $('target').value = input.request.target;
      $('headers').value = input.request.headers;
      $('body').value = input.request.body;
    }
    if (input.upstream) {
      document.querySelector('input[name=upstream][value=given]').checked = true;
      $('up-status').value = input.upstream.status;
      $('up-headers').value = input.upstream.headers;
      $('up-body').value = input.upstream.body;
    }
    showUpstream();
  }

  function keep(input) {
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

  function takePreset() {
    const route = presets[Number($('preset').value)];
    if (route) {
      fill({ chain: route.chain, allow_degradation: route.allow_degradation });
      $('method').value = route.method;
      $('target').value = route.target;
    }
  }

  async function refreshRoutes() {
    const text = await getText('api/routes');
    if (text === seenRoutes) {
      return;
    }
    seenRoutes = text;
    presets = JSON.parse(text).routes;
    $('preset').replaceChildren(
      make('option', { value: '' }, 'a route …'),
      ...presets.map((route, place) => make('option', { value: String(place) }, route.id + '  ' + route.target)));
  }

  // ---- The result

  function pairs(list) {
    return list.map(([name, value]) => [make('span', { class: 'name' }, name + ': '), (value ?? '') + '\n']).flat();
  }

  function bodyOf(message) {
    if (message.body_base64 !== undefined) {
      return '\n(no text; in base64)\n' + message.body_base64;
    }
    return message.body ? '\n' + message.body : '';
  }

  function card(title, ...content) {
    const id = 'card-' + (++ids);
    return make('section', { class: 'card', 'aria-labelledby': id }, make('h3', { id }, title), ...content);
  }

  function responseCard(title, response) {
    return card(title, make('pre', {},
      make('span', { class: 'head' }, response.status + ' ' + response.reason + '\n'),
      ...pairs(response.headers), bodyOf(response)));
  }

  function upstreamCard(result) {
    const title = 'The upstream gets';
    if (!result.upstream) {
      return card(title, make('p', { class: 'hint' }, 'Nothing: the request did not get there.'));
    }
    const sent = result.upstream;
    return card(title, make('pre', {},
      make('span', { class: 'head' }, sent.method + ' ' + sent.target + '\n'),
      ...pairs(sent.headers), bodyOf(sent)));
  }

  function time(micros) {
    return micros < 10000 ? (micros / 1000).toFixed(2) + ' ms' : Math.round(micros / 1000) + ' ms';
  }

  const SIGNS = { '+': 'new', '-': 'gone', ' ': 'kept' };
  const WORDS = { '+': 'added', '-': 'removed', ' ': '' };

  function diffOf(step) {
    return make('div', { class: 'diff', role: 'group', 'aria-label': 'Before and after ' + step.filter },
      ...step.diff.map(([sign, part, text]) =>
        make('div', { class: SIGNS[sign] },
          make('span', { 'aria-label': WORDS[sign] }, sign === '-' ? '−' : sign),
          make('span', { class: 'part' }, part),
          make('span', { class: 'text' }, text))));
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

  function copyCard(title, text) {
    const done = make('span', { role: 'status' });
    const button = make('button', { type: 'button', 'aria-label': 'Copy: ' + title }, 'Copy');
    const pre = make('pre', {}, text);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text);
        say(done, 'copied');
      } catch (e) {
        getSelection().selectAllChildren(pre);
        say(done, 'selected: press Ctrl C');
      }
    });
    const made = card(title, pre);
    made.querySelector('h3').append(done, button);
    return made;
  }

  function summaryOf(result) {
    const asked = result.steps.filter((step) => step.outcome !== 'not asked');
    const micros = asked.reduce((sum, step) => sum + step.micros, 0);
    const failed = asked.find((step) => step.outcome === 'failed');
    const stopped = asked.find((step) => step.outcome === 'stopped');
    const after = asked.length === 0 ? 'without a filter'
      : 'after ' + asked.length + (asked.length === 1 ? ' filter, ' : ' filters, ') + time(micros);
    return 'The client gets ' + result.client.status + ' ' + result.client.reason + ' ' + after
      + (stopped ? '; stopped by ' + stopped.filter : '') + (failed ? '; ' + failed.filter + ' failed' : '') + '.';
  }

  function show(result) {
    const failed = result.steps.some((step) => step.outcome === 'failed');
    $('summary').className = failed ? 'bad' : 'ok';
    $('summary').textContent = summaryOf(result);
    $('details').replaceChildren(
      make('div', { class: 'pair' }, responseCard('The client gets', result.client), upstreamCard(result)),
      ...(result.log.length ? [card('The runner logged', make('pre', {}, result.log.join('\n')))] : []),
      ...(result.steps.length ? [card2('Filter by filter', make('ol', { class: 'steps' }, ...result.steps.map(stepItem)))] : []),
      ...(result.calls.length ? [copyCard('The same without a gateway', result.calls.join('\n\n'))] : []),
      copyCard('The route for APISIX, with your upstream', result.route));
  }

  function card2(title, ...content) {
    const made = card(title, ...content);
    made.className = '';
    return made;
  }

  function showError(message) {
    $('summary').className = 'bad';
    $('summary').textContent = message;
    $('details').replaceChildren();
  }

  async function send() {
    const input = collect();
    keep(input);
    $('send').disabled = true;
    $('result').setAttribute('aria-busy', 'true');
    try {
      const response = await fetch('api/run', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      if (response.ok) {
        show(JSON.parse(text));
      } else {
        showError(text.startsWith('{') ? JSON.parse(text).error : text);
      }
    } catch (e) {
      showError('The dev gateway does not answer.');
    } finally {
      $('send').disabled = false;
      $('result').removeAttribute('aria-busy');
    }
  }

  // ---- Begin

  async function getText(path) {
    const response = await fetch(path);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(text.startsWith('{') ? JSON.parse(text).error : text);
    }
    return text;
  }

  async function refresh() {
    if (!document.hidden) {
      try {
        await refreshRoutes();
        const text = await getText('api/filters');
        if (text !== seen) {
          seen = text;
          known = Object.assign({ filters: [], problems: [] }, JSON.parse(text));
          showFilters();
        }
      } catch (e) {
        seen = '';
        say($('state'), e instanceof TypeError ? 'The dev gateway does not answer.' : e.message);
      }
    }
    setTimeout(refresh, REFRESH_MILLIS);
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
  $('add').addEventListener('click', () => {
    const filter = known.filters[0];
    addStep(phaseOf(filter), filter ? filter.name : '', filter ? exampleConf(filter) : '{}');
    $('chain').lastElementChild.querySelector('.filter').focus();
  });
  $('preset').addEventListener('change', takePreset);
  document.querySelectorAll('input[name=upstream]').forEach((radio) => radio.addEventListener('change', showUpstream));
  const before = kept();
  if (before) {
    fill(before);
  }
  showUpstream();
  showEmpty();
  refresh();
})();
