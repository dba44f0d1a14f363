import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, lock, person } from './lib/core.mjs';
import { callFirst, firstName, leaveHelp, names, openHelp } from './lib/help.mjs';
import { byRole, press } from './lib/roles.mjs';
import { KEY } from './lib/webdriver.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const PIN = '190487';
const WRONG = '730912';
const RAHIM = person('Abang Rahim', '+1 202-555-0101');

test('Help on the lock screen reaches the same person by the same number', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  await app.page.find('#today-date');
  await openHelp(app.page);
  const name = await firstName(app.page);
  const address = await callFirst(app);
  await leaveHelp(app.page);

  await lock(app, PIN);
  await openHelp(app.page);
  assert.equal(await firstName(app.page), name);
  assert.equal(await callFirst(app), address);
});

test('while it is locked, nothing but the ladder and what was released can be read', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  await app.page.find('#today-date');
  await lock(app, PIN);

  const secrets = [
    'Kamal',
    'Puan Salmah',
    'Anak saya',
    'Susah tidur',
    'Tidur sebelum tengah malam',
    'Tepi pantai',
  ];
  const shown = [await html(app)];
  await openHelp(app.page);
  await app.page.find('[aria-busy=false] [data-first-call]');
  shown.push(await html(app));
  assert.deepEqual((await names(app.page)).toSorted(), ['Abang Rahim', 'Azmi', 'Kak Long', 'Zul']);
  for (const path of ['/people', '/plan', '/today', '/settings/recovery', '/plan/print']) {
    await app.page.goto(path);
    await app.page.find('.lock form');
    shown.push(await html(app));
  }
  for (const secret of secrets) {
    assert.ok(!shown.some((page) => page.includes(secret)), `"${secret}" is in the page`);
  }
  for (const name of ['people_view', 'plan_view', 'today_view', 'settings_view', 'recovery_view']) {
    await assert.rejects(call(app, name), /locked/, `${name} is refused`);
  }
  const { title, text } = await app.page.execute(() => ({
    title: document.title,
    text: document.body.innerText,
  }));
  assert.doesNotMatch(title + text, /Ukhwah/, 'the lock screen does not say what app it is');
});

test('a wrong PIN is answered with a sentence, and the right one opens', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  await lock(app, PIN);

  await press(app.page, WRONG[0]);
  await press(app.page, say('lock_digit_delete'));
  for (const digit of WRONG) await press(app.page, digit);
  await press(app.page, say('lock_open'));
  await app.page.see(say('lock_wrong'));

  for (const digit of PIN) await press(app.page, digit);
  await press(app.page, say('lock_open'));
  await byRole(app.page, 'heading', say('today_title'));
});

test('the lock screen and its Help work with the keyboard alone', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  await lock(app, PIN);
  const { page } = app;

  // F1 is Help everywhere.
  await page.keys('\uE031');
  await page.wait('Help with the focus', () => document.activeElement?.matches('[data-help-title]'));
  await tabTo(app, '[data-first-call]');
  await page.keys(KEY.enter);
  assert.equal((await app.profile.waitForOpened(1))[0].address, 'tel:+12025550101');
  await byRole(page, 'dialog', 'Abang Rahim');
  await page.keys(KEY.escape);
  await page.wait('no dialog', () => !document.querySelector('[role=dialog]'));
  await tabTo(app, `[aria-label="${say('action_close')}"]`);
  await page.keys(KEY.enter);

  await page.wait('the field for the PIN with the focus', () =>
    document.activeElement?.matches('.lock input'),
  );
  await page.keys(...PIN, KEY.enter);
  await byRole(page, 'heading', say('today_title'));
});

test('after a restart it is still locked, and Help still there', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  await lock(app, PIN);

  await app.kill();
  await app.reopen();
  await app.page.find('.lock form');
  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
});

test('who forgot the PIN and has no code can erase everything and start again', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  await lock(app, PIN);

  await press(app.page, say('lock_forgot'));
  await press(app.page, say('start_again'));
  await app.page.see(say('start_again_lost'));
  await press(app.page, say('action_cancel'));
  await press(app.page, say('action_back'));
  await app.page.find('.lock form');

  await press(app.page, say('lock_forgot'));
  await press(app.page, say('start_again'));
  await press(app.page, say('start_again_confirm'));
  await byRole(app.page, 'button', say('welcome_begin'));
  await openHelp(app.page);
  assert.deepEqual(await names(app.page), []);
});

/** All that the page holds, seen or not. @param {import('./lib/app.mjs').App} app */
function html(app) {
  return app.page.execute(() => document.documentElement.outerHTML);
}

/** Presses Tab until an element has the focus. @param {import('./lib/app.mjs').App} app @param {string} selector */
async function tabTo({ page }, selector) {
  await page.find(selector);
  for (let stops = 0; stops < 60; stops++) {
    await page.keys(KEY.tab);
    if (await page.execute((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`not reached by Tab: ${selector}`);
}
