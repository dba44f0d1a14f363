import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, lock, person } from './lib/core.mjs';
import { byRole, press, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const JOURNAL = '/reflection/journal';
const WRITE = `${JOURNAL}/write`;

test('what was typed is there after the app was killed, though nobody saved it', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);

  await visit(app, JOURNAL);
  await touch(page, 'link', say('journal_write'));
  await byRole(page, 'heading', say('journal_new'));
  await write(app, 'Hari ini hujan lebat.');
  await kept(app, 'Hari ini hujan lebat.');
  await write(app, ' Saya duduk di surau');
  await kept(app, 'Hari ini hujan lebat. Saya duduk di surau');
  await app.kill();

  await app.reopen();
  await app.page.find('#today-date');
  await visit(app, JOURNAL);
  await byRole(app.page, 'list', say('journal_drafts'));
  await touch(app.page, 'link', /^Hari ini hujan lebat/);
  await byRole(app.page, 'heading', say('journal_edit'));
  assert.equal(await written(app), 'Hari ini hujan lebat. Saya duduk di surau');
  await write(app, ' sampai Isyak.');
  await (await byRole(app.page, 'textbox', new RegExp(`^${say('journal_tags')}`))).type('hujan, petang');
  await press(app.page, say('journal_done'));
  await byRole(app.page, 'list', say('journal_entries'));
  const { drafts, entries } = await call(app, 'journal_view', { tag: null, count: 0 });
  assert.deepEqual([drafts.length, entries[0].tags], [0, ['hujan', 'petang']]);
});

test('what was typed outlives the lock, and nothing that was looked for does', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);

  await visit(app, WRITE);
  await write(app, 'Belum habis');
  await lock(app, '190487');
  for (const digit of '190487') await press(page, digit);
  await press(page, say('lock_open'));
  await byRole(page, 'heading', say('journal_new'));
  assert.equal(await written(app), 'Belum habis');

  await visit(app, '/search');
  await look(app, 'habis');
  await page.find('[data-hit=journal]');
  await call(app, 'lock_now');
  await page.find('.lock form');
  for (const digit of '190487') await press(page, digit);
  await press(page, say('lock_open'));
  assert.equal(await (await searchBox(app)).property('value'), '');
  assert.deepEqual(await page.all('[data-hit]'), []);
});

test('everything is found by the beginning of a word, by its base and as a phrase, and opens', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await entry(app, 'Petang yang panjang.\nAbang Rahim menolong saya balik kampung.');
  await entry(app, 'Kampung orang, saya balik juga.\nLepas itu hujan.');

  await visit(app, '/search');
  await page.wait('the field with the focus', () => document.activeElement?.matches('[type=search]'));
  await look(app, 'rah');
  await page.wait('a person and an entry', () => document.querySelectorAll('[data-hit]').length === 2);
  await look(app, 'tolong');
  await marked(app, ['menolong']);
  await look(app, '"balik kampung"');
  await marked(app, ['balik kampung']);
  for (const typed of ['"', '*', '-', 'NEAR(', 'AND OR NOT', "' OR 1=1 --"]) {
    await look(app, typed);
    await page.wait('an answer', () => document.querySelector('[aria-invalid=true]') === null);
  }
  await look(app, 'jamek');
  await page.see(say('search_none_title'));
  await look(app, 'huj');
  await marked(app, ['hujan']);
  await (await page.find('[data-hit=journal]')).click();
  await page.see('Kampung orang, saya balik juga.');
  await visit(app, '/search');
  await look(app, 'rahim');
  await (await page.find('[data-hit=person]')).click();
  await byRole(page, 'heading', 'Abang Rahim');
});

test('the eye hides what was found and what is being written, and only the writing comes back', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await entry(app, 'Rahsia saya sendiri.');

  await visit(app, '/search');
  await look(app, 'rahsia');
  await page.find('[data-hit]');
  await press(page, say('frame_hide'));
  await hidden(app, 'Rahsia');
  await uncover(app);
  assert.equal(await (await searchBox(app)).property('value'), '');
  assert.deepEqual(await page.all('[data-hit]'), []);

  await visit(app, WRITE);
  await write(app, 'Rahsia lain');
  await press(page, say('frame_hide'));
  await hidden(app, 'Rahsia');
  await uncover(app);
  assert.equal(await written(app), 'Rahsia lain');
});

test('a megabyte is not taken in and loses nothing, and pasted control characters are left out', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);

  await visit(app, WRITE);
  await write(app, 'awal');
  await kept(app, 'awal');
  await paste(app, 'hujan '.repeat(175_000));
  await page.see(say('journal_full'));
  assert.equal(await written(app), 'awal');
  await write(app, ' dan akhir');
  await kept(app, 'awal dan akhir');

  const longest = 'perkataan '.repeat(10_000).trim();
  await paste(app, longest);
  await kept(app, longest);
  await paste(app, 'satu\u001b[31m dua\u0000\u0007\n\ttiga');
  await kept(app, 'satu[31m dua\n\ttiga');
});

test('the journal leaves as plain text, to where its writer wants it', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, []);
  await entry(app, 'Café di pekan.\nBaris dua.');

  await visit(app, JOURNAL);
  await press(app.page, new RegExp(`^${say('journal_export_text')}`));
  const file = join(app.profile.data, 'jurnal.txt');
  await app.answerDialog(file);
  await app.page.see(say('journal_exported', { file: 'jurnal.txt' }));
  assert.match(readFileSync(file, 'utf8'), /\r\n\r\nCafé di pekan\.\r\nBaris dua\.\r\n/);
});

/** Keeps an entry. @param {App} app @param {string} text */
function entry(app, text) {
  return call(app, 'journal_save', {
    id: null,
    seen: null,
    text,
    draft: false,
    prompt: null,
    tags: [],
    shown_tags: [],
  });
}

/** @param {App} app */
const area = (app) => byRole(app.page, 'textbox', say('journal_text'));

/** Types into the entry, after what is there. @param {App} app @param {string} text */
async function write(app, text) {
  await (await area(app)).type(text);
}

/** Takes the place of the whole entry, as a paste does. @param {App} app @param {string} text */
async function paste(app, text) {
  await app.page.execute((text) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('main textarea'));
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** @param {App} app @returns {Promise<string>} */
async function written(app) {
  return (await area(app)).property('value');
}

/** Waits until the one draft is on the disk as this. @param {App} app @param {string} text */
async function kept(app, text) {
  await app.page.wait(
    `${text} on the disk`,
    async (text) => {
      const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
      const { drafts } = await invoke('journal_view', { request: { tag: null, count: 0 } });
      const id = drafts[0]?.id;
      return id !== undefined && (await invoke('journal_entry', { request: { id } })).text === text;
    },
    [text],
  );
}

/** @param {App} app */
const searchBox = (app) => byRole(app.page, 'searchbox', say('search_label'));

/** Looks for something else. @param {App} app @param {string} text */
async function look(app, text) {
  await (await searchBox(app)).fill(text);
}

/** Waits until this is marked as found, and nothing else is. @param {App} app @param {string[]} wanted */
async function marked(app, wanted) {
  await app.page.wait(
    `${wanted} marked`,
    (wanted) => {
      const marks = [...document.querySelectorAll('[data-hit] mark')].map((one) => one.textContent);
      return JSON.stringify(marks) === JSON.stringify(wanted);
    },
    [wanted],
  );
}

/** The clock lies over it, and no word of it can be read. @param {App} app @param {string} word */
async function hidden(app, word) {
  await app.page.find('.cover');
  const said = await app.page.execute(() => `${document.title} ${document.body.innerText}`);
  assert.ok(!said.includes(word), said);
}

/** Brings the app back by keyboard. @param {App} app */
async function uncover(app) {
  await app.page.execute(() => /** @type {HTMLElement | null} */ (document.querySelector('.again'))?.click());
  await app.page.wait('the page again', () => document.querySelector('.cover') === null);
}
