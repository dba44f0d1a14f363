import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { visit } from './lib/screens.mjs';

// An override that is never closed, and letters from the right.
const TURNED = '\u202eعمر abc';

test('what the person wrote has its own direction on every screen, and turns nothing around it', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [
    person(TURNED, '+1 202-555-0101', { role: 'other', role_words: TURNED, rhythm_days: 1 }),
  ]);
  const one = { id: null, seen: null, text: TURNED, person: null, on_lock_screen: true };
  for (const part of ['reason', 'warning_sign']) await call(app, 'plan_item_save', { ...one, part });
  const own = { code: null, text: TURNED };
  await call(app, 'plan_card_save', {
    id: null,
    seen: null,
    situation: own,
    response: own,
    on_lock_screen: true,
  });
  const place = { id: null, seen: null, name: TURNED, note: TURNED, map: null, on_lock_screen: true };
  await call(app, 'plan_place_save', place);
  const line = { id: null, seen: null, name: TURNED, number: '+1 202-555-0102', whatsapp: null, hours: [] };
  await call(app, 'line_save', { ...line, cost_words: TURNED });
  const { people } = await call(app, 'people_view');

  const paths = ['/today', '/help', '/people', '/people/lines', '/plan', '/plan/versions', '/plan/print'];
  for (const path of [...paths, '/plan/rehearse', `/people/edit?id=${people[0].id}`]) {
    await visit(app, path);
    await app.page.wait(`what was written, on ${path}`, () => {
      const fields = [...document.querySelectorAll('input, textarea')];
      const texts = [document.body.textContent, ...fields.map((field) => /** @type {any} */ (field).value)];
      return texts.some((text) => text.includes('\u202e'));
    });
    assert.deepEqual(await app.page.execute(reaching), [], path);
  }
});

/** The texts whose marks would reach beyond the element that holds them, or whose sentence they would turn. */
function reaching() {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const keeps = (/** @type {Element} */ element) =>
    ['plaintext', 'isolate'].includes(getComputedStyle(element).unicodeBidi);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const { data, parentElement } = /** @type {Text} */ (text);
    if (!data.includes('\u202e') || parentElement === null) continue;
    // Alone in its element, or closed and isolated among other words.
    const rest = data.replaceAll(/\u2068\u202e[^\u202c]*\u202c\u2069/g, '').trim();
    const isAlone = rest === '' || (rest.startsWith('\u202e') && data.trim() === '\u202eعمر abc');
    if (!keeps(parentElement) || (!isAlone && rest.includes('\u202e')))
      found.push(`<${parentElement.localName}> ${data}`);
  }
  for (const field of document.querySelectorAll('input, textarea')) {
    const { value } = /** @type {HTMLInputElement} */ (field);
    if (value.includes('\u202e') && field.getAttribute('dir') !== 'auto')
      found.push(`<${field.localName}> ${value}`);
  }
  return found;
}
