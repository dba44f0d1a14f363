import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { byRole, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const CONTACTS = fileURLToPath(new URL('fixtures/contacts.vcf', import.meta.url));
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const NEW = [
  'Kak Siti 🌺 Kelas Jahitan Setiap Sabtu',
  'Mei Ling Tan',
  'Dr. Ravi Kumar',
  'Pusat Komuniti Harapan Jiran dan Keluarga di Seberang Jalan, Ipoh',
];

test('contacts of Android, iPhone and Outlook are shown with who is there already, and all are kept', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);

  await page.goto('/people/import');
  await press(page, say('people_import_choose'));
  const dialog = await app.answerDialog(CONTACTS);
  assert.equal(dialog.method, 'OpenFile');
  assert.deepEqual(dialog.patterns, ['*.vcf']);

  await page.see(say('people_import_found', { count: 5 }));
  await page.see(say('people_import_without_one'));
  await page.see(say('people_import_duplicate', { name: 'Abang Rahim' }));
  const rows = await page.execute(() =>
    [...document.querySelectorAll('[type=checkbox]')].map((one) => ({
      name: document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent,
      numbers: document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
      ticked: /** @type {HTMLInputElement} */ (one).checked,
    })),
  );
  assert.deepEqual(rows, [
    { name: NEW[0], numbers: '+1 202 555 0110 · +1 202 555 0111', ticked: true },
    { name: 'Abang Rahim', numbers: '+1 202 555 0101', ticked: false },
    { name: NEW[1], numbers: '+1 202 555 0112 · +1 202 555 0113', ticked: true },
    { name: NEW[2], numbers: '+1 202 555 0114 ext 12 · +1 202 555 0115', ticked: true },
    { name: NEW[3], numbers: '+1 202 555 0117', ticked: true },
  ]);

  await press(page, say('people_import_all'));
  await press(page, say('people_import_keep_all', { count: 5 }));
  await page.see(say('people_imported', { count: 5 }));
  await byRole(page, 'heading', say('people_title'));
  await page.see(NEW[1]);
  const { people } = await call(app, 'people_view');
  assert.deepEqual(
    people.map((/** @type {any} */ one) => one.name).toSorted(),
    ['Abang Rahim', ...NEW].toSorted(),
  );
  const rahim = people.find((/** @type {any} */ one) => one.name === 'Abang Rahim');
  assert.deepEqual(rahim.numbers.length, 1, 'whoever was there already did not get the number twice');
});

test('a contact file that is cut off shows what could be read, and only what was ticked is kept', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  const file = join(app.profile.home, 'terputus.vcf');
  const whole = readFileSync(CONTACTS);
  writeFileSync(file, whole.subarray(0, whole.indexOf('Pusat Komuniti')));

  await page.goto('/people/import');
  await press(page, say('people_import_choose'));
  await app.answerDialog(file);
  await page.see(say('people_import_cut_off'));
  await press(page, say('people_import_none'));
  await (await byRole(page, 'checkbox', 'Mei Ling Tan')).click();
  await press(page, say('people_import_keep_chosen', { count: 1 }));
  await page.see(say('people_imported_one'));
  const { people } = await call(app, 'people_view');
  assert.deepEqual(people.map((/** @type {any} */ one) => one.name).toSorted(), [
    'Abang Rahim',
    'Mei Ling Tan',
  ]);
});

test('no file chosen is no error, and a file without contacts is answered with a sentence', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  const file = join(app.profile.home, 'gambar.vcf');
  copyFileSync(fileURLToPath(import.meta.url), file);

  await app.page.goto('/people/import');
  await press(app.page, say('people_import_choose'));
  await app.answerDialog(null);
  await press(app.page, say('people_import_choose'));
  assert.doesNotMatch(
    await app.page.execute(() => document.body.innerText),
    new RegExp(say('refusal_failed')),
  );
  await app.answerDialog(file);
  await app.page.see(say('refusal_no_contacts'));
});
