import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { byRole, openPart, press } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { closeMessages } from './lib/touch.mjs';
import { KEY } from './lib/webdriver.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const OWN_SITUATION = 'jiran lama ajak duduk di pangkin';
const OWN_RESPONSE = 'saya ambil anak di rumah nenek';

test('a situation and a response that were picked become a card, and so do own words', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  const { situations, responses } = await call(app, 'decks_view');

  await visit(app, '/plan');
  await follow(app, say('plan_cards_first'));
  await byRole(page, 'heading', say('plan_match_situation'));
  await press(page, situations[0].text);
  await byRole(page, 'heading', say('plan_match_response'));
  await press(page, responses[0].text);
  await keep(app);

  await follow(app, say('plan_match_new'));
  await byRole(page, 'heading', say('plan_match_situation'));
  await own(app, 'plan_match_own_if', OWN_SITUATION);
  await byRole(page, 'heading', say('plan_match_response'));
  await own(app, 'plan_match_own_then', OWN_RESPONSE);
  await keep(app);

  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  assert.deepEqual(await cards(app), [
    [situations[0].text, responses[0].text],
    [OWN_SITUATION, OWN_RESPONSE],
  ]);
  await visit(app, '/plan');
  await app.page.see(OWN_RESPONSE);
});

test('the order of the cards is changed by keyboard, and stays', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  await card(app, 'satu', 'saya jalan');
  const second = await card(app, 'dua', 'saya mandi');

  await visit(app, '/plan');
  await press(page, say('plan_order_of', { part: say('plan_cards') }));
  await page.find(`[data-handle="${second}"]`);
  await page.execute((id) => {
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-handle="${id}"]`))?.focus();
  }, second);
  await page.keys(KEY.enter, KEY.up, KEY.enter);
  await page.wait('the new order to be kept', async () => {
    const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
    return (await invoke('plan_view')).cards[0].situation.text === 'dua';
  });
  await app.quit();
  await app.reopen();
  await app.page.find('#today-date');
  assert.deepEqual(await cards(app), [
    ['dua', 'saya mandi'],
    ['satu', 'saya jalan'],
  ]);
});

test('in a rehearsal one card still works, and another is changed before the round goes on', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  await card(app, 'satu', 'saya jalan');
  await card(app, 'dua', 'saya mandi');
  await card(app, 'tiga', 'saya baca');

  await visit(app, '/plan');
  await follow(app, new RegExp(`^${say('plan_rehearse_all')}`));
  await page.see(say('plan_rehearse_of', { place: 1, total: 3 }));
  await press(page, say('plan_rehearse_works'));
  await page.see(say('plan_rehearse_of', { place: 2, total: 3 }));
  await press(page, say('plan_rehearse_change'));
  await press(page, say('plan_match_change_then'));
  await write(app, 'plan_match_own_then', OWN_RESPONSE);
  await keep(app);
  await page.see(say('plan_rehearse_of', { place: 3, total: 3 }));
  await press(page, say('plan_rehearse_works'));
  await page.see(say('plan_rehearse_done_text'));

  const view = await call(app, 'plan_view');
  assert.deepEqual(view.rehearsal, [], 'nothing is due any more');
  assert.deepEqual((await cards(app))[1], ['dua', OWN_RESPONSE]);
});

test('an earlier version is read and taken back, and what came later can be put back', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  await reason(app, 'Anak saya');
  await reason(app, 'Kerja yang saya suka');

  await visit(app, '/plan');
  await follow(app, new RegExp(`^${say('plan_versions')}`));
  const rows = await page.wait('two versions', () => {
    const links = [...document.querySelectorAll('main li a')];
    return links.length >= 2 && links.every((one) => one.textContent?.includes('Tambah')) && links;
  });
  await /** @type {any} */ (rows)[1].click();
  await byRole(page, 'heading', say('plan_version_all'));
  await page.see('Anak saya');
  assert.doesNotMatch(await page.execute(() => document.body.innerText), /Kerja yang saya suka/);
  await press(page, say('plan_version_use'));
  await byRole(page, 'alertdialog', say('plan_version_use_title'));
  await press(page, say('plan_version_use'));
  await page.see(say('plan_version_restored'));
  assert.deepEqual(await reasons(app), ['Anak saya']);

  await byRole(page, 'heading', say('plan_title'));
  await closeMessages(page); // what was said lies over the end of the page
  await openPart(page, say('plan_removed_title'));
  await press(page, say('plan_put_back', { text: 'Kerja yang saya suka' }));
  await page.see(say('plan_back', { text: 'Kerja yang saya suka' }));
  assert.deepEqual((await reasons(app)).toSorted(), ['Anak saya', 'Kerja yang saya suka']);
});

test('the parts that were picked, and only those, are printed and handed to the viewer', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await card(app, 'satu', 'saya jalan');
  await card(app, 'dua', 'saya mandi');
  await reason(app, 'Anak saya');

  await visit(app, '/plan/print');
  const sentence = say('plan_sentence', { situation: 'dua', response: 'saya mandi' });
  await (await byRole(page, 'checkbox', sentence)).click();
  await press(page, say('plan_print_open'));
  await page.see(say('plan_printed'));
  const [{ address }] = await app.profile.waitForOpened(1);
  const paper = read(address);
  assert.match(paper, /dua/);
  assert.match(paper, /saya mandi/);
  assert.doesNotMatch(paper, /satu|saya jalan|Anak saya|Rahim|Ukhwah/);

  app.profile.launchers('refuse');
  await press(page, say('plan_print_open'));
  await page.see(say('plan_printed_unopened'));
});

/** Follows a link. @param {App} app @param {string | RegExp} name */
async function follow({ page }, name) {
  await page.settled();
  await (await byRole(page, 'link', name)).click();
}

/** Keeps the card that has come of both sides. @param {App} app */
async function keep({ page }) {
  await byRole(page, 'heading', new RegExp(`^(${say('plan_match_card')}|${say('plan_match_edit')})$`));
  await press(page, say('plan_card_keep'));
  await page.see(say('plan_card_saved'));
}

/** Writes one side in own words. @param {App} app @param {string} label @param {string} text */
async function own(app, label, text) {
  await press(app.page, say('plan_match_own'));
  await write(app, label, text);
}

/** Writes in the field for own words, which is open. @param {App} app @param {string} label @param {string} text */
async function write({ page }, label, text) {
  await (await byRole(page, 'textbox', say(label))).fill(text);
  await press(page, say('plan_match_own_use'));
}

/** Keeps a card by a call. @param {App} app @param {string} situation @param {string} response */
async function card(app, situation, response) {
  const { cards } = await call(app, 'plan_card_save', {
    id: null,
    seen: null,
    situation: { code: null, text: situation },
    response: { code: null, text: response },
    on_lock_screen: false,
  });
  return cards.find((/** @type {any} */ one) => one.situation.text === situation).id;
}

/** Keeps a reason by a call. @param {App} app @param {string} text */
function reason(app, text) {
  const request = { id: null, seen: null, part: 'reason', text, person: null, on_lock_screen: false };
  return call(app, 'plan_item_save', request);
}

/** @param {App} app @returns {Promise<[string, string][]>} both sides of each card, in order */
async function cards(app) {
  const { cards } = await call(app, 'plan_view');
  return cards.map((/** @type {any} */ one) => [one.situation.text, one.response.text]);
}

/** @param {App} app @returns {Promise<string[]>} */
async function reasons(app) {
  const { items } = await call(app, 'plan_view');
  return items
    .filter((/** @type {any} */ one) => one.part === 'reason')
    .map((/** @type {any} */ one) => one.text);
}

/** The words on a sheet. @param {string} file */
function read(file) {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}
