// SPDX-License-Identifier: Apache-2.0
// What the page asks the dev gateway for.

/** Gives the text of an answer; throws an error whose message is for a person. */
export async function ask(path, options) {
  const [ok, text] = await answer(path, options);
  if (!ok) {
    throw new Error(text.startsWith('{') ? JSON.parse(text).error : text);
  }
  return text;
}

async function answer(path, options) {
  try {
    const response = await fetch(path, options);
    return [response.ok, await response.text()];
  } catch (e) {
    throw new Error('The dev gateway does not answer.');
  }
}

/** Posts a value as JSON, and gives the value of the answer. */
export async function post(path, value) {
  return JSON.parse(await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  }));
}
