import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call } from './lib/core.mjs';
import { byRole, choose, pick, press, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const WHOM = 'Jiran yang pindah';

test('a service is noted, a number in it is mentioned gently, and both are kept', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);

  await page.resize(SIZE.phone);
  await visit(app, '/service');
  await touch(page, 'link', say('service_add'));
  await pick(page, say('service_kind'), say('core_service_kind_accompany'));
  await pick(page, say('service_length'), say('service_length_hours_minutes', { hours: 1, minutes: 30 }));
  await (await byRole(page, 'textbox', new RegExp(`^${say('service_note')}`))).type('Hubungi 012-345 6789');
  await page.see(say('service_number_phone'));
  await page.wait('the word to stand above the bar', () => {
    const bar = document.querySelector('header.bar')?.getBoundingClientRect().top ?? innerHeight;
    const bottom = document.querySelector('form [role=status]:not(.counter)')?.getBoundingClientRect().bottom;
    return bottom !== undefined && bottom <= bar;
  });
  await press(page, say('action_save'));
  await page.see(say('service_saved'));
  await page.see(say('core_service_kind_accompany'));

  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  const { entries } = await call(app, 'service_view');
  assert.deepEqual(
    entries.map((/** @type {any} */ one) => [one.kind, one.minutes, one.note]),
    [['accompany', 90, 'Hubungi 012-345 6789']],
  );
});

test('the file holds exactly what the screen showed, and nothing of what there is to put right', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  const { today } = await call(app, 'service_view');
  for (const [minutes, place] of /** @type {const} */ ([
    [90, '=1+1'],
    [45, 'Klinik, "bandar"'],
  ])) {
    const text = { kind_words: null, place, note: 'rahsia' };
    await call(app, 'service_entry_save', {
      ...{ id: null, seen: null, kind: 'visit', date: today, minutes },
      ...text,
    });
  }
  await call(app, 'amend_save', { id: null, seen: null, whom: WHOM, what: null, done_on: null });

  await visit(app, '/service/export');
  await choose(page, say('service_form_csv'));
  await page.see(today);
  const shown = await page.execute(() =>
    [...document.querySelectorAll('main table tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent ?? ''),
    ),
  );
  await press(page, say('plan_print_save'));
  const file = join(app.profile.home, 'jadual.csv');
  const dialog = await app.answerDialog(file);
  assert.deepEqual([dialog.method, dialog.patterns], ['SaveFile', ['*.csv']]);
  await page.see(say('plan_print_kept', { file: 'jadual.csv' }));

  const quoted = (/** @type {string} */ cell) =>
    /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const wanted = shown.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
  const written = readFileSync(file, 'utf8');
  assert.equal(written, `\uFEFF${wanted}`);
  assert.equal(shown.length, 3);
  assert.match(written, /'=1\+1/, 'a spreadsheet computes nothing');
  assert.doesNotMatch(written, new RegExp(`${WHOM}|rahsia`), 'notes leave only where they are picked');
});

test('what is thrown away can be taken back at once', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  await call(app, 'amend_save', { id: null, seen: null, whom: WHOM, what: null, done_on: null });

  await visit(app, '/service/amends');
  await touch(page, 'link', new RegExp(`^${WHOM}`));
  await press(page, say('service_trash_this'));
  await page.see(say('service_amends_empty_title'));
  await press(page, say('action_undo'));
  await page.see(WHOM);
  assert.equal((await call(app, 'service_view')).amends.length, 1);
});
