import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, person } from './lib/core.mjs';
import { callFirst, leaveHelp, openHelp } from './lib/help.mjs';
import { byRole, press } from './lib/roles.mjs';
import { KEY } from './lib/webdriver.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');

test('the eye hides everything behind a plain clock, and a long press on the date brings it back', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await press(app.page, say('frame_hide'));
  await plainClock(app);
  const date = await app.page.find('.cover .date');
  await touch(app, date);
  await app.page.find('.cover');
  await hold(app, date, () => byRole(app.page, 'heading', say('today_title')));
});

test('Esc twice hides everything, also over a dialog, and the keyboard brings it back', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await press(app.page, say('people_call', { name: 'Abang Rahim' }));
  await byRole(app.page, 'dialog', 'Abang Rahim');
  await app.page.keys(KEY.escape, KEY.escape);
  await plainClock(app);

  await app.page.execute(() => document.querySelector('main')?.focus());
  await app.page.keys(KEY.tab, KEY.tab);
  await app.page.wait('the way back with the focus', () => document.activeElement?.matches('.again'));
  await app.page.keys(KEY.enter);
  await byRole(app.page, 'heading', say('today_title'));
});

test('one Esc hides nothing', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await app.page.keys(KEY.escape);
  await byRole(app.page, 'heading', say('today_title'));
  assert.equal(await app.page.execute(() => document.querySelector('.cover')), null);
});

test('Help answers over the clock, and the clock is there again afterwards', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await press(app.page, say('frame_hide'));
  await app.page.find('.cover');
  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
  await leaveHelp(app.page);
  await plainClock(app);
});

/** Nothing of the app can be read but the time, the date and Help. @param {App} app */
async function plainClock(app) {
  await app.page.find('.cover');
  const text = await app.page.execute(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.children.length === 0 && one.checkVisibility({ visibilityProperty: true }))
      .map((one) => /** @type {HTMLElement} */ (one).innerText?.trim())
      .filter(Boolean)
      .join('\n'),
  );
  assert.doesNotMatch(text, /Rahim|Ukhwah|Hari Ini|Pelan|Tetapan/);
  assert.match(text, /\d:\d\d/);
  assert.match(text, /Bantuan/);
  assert.equal(await app.page.execute(() => document.title), say('frame_clock_title'));
}

/** A short touch. @param {App} app @param {import('./lib/webdriver.mjs').Element} element */
function touch({ page }, element) {
  return page.send('POST', '/actions', {
    actions: [pointer([{ type: 'pointerMove', origin: element, x: 0, y: 0 }, DOWN, UP])],
  });
}

/** Holds an element until something has happened. @param {App} app @param {import('./lib/webdriver.mjs').Element} element @param {() => Promise<unknown>} happened */
async function hold({ page }, element, happened) {
  await page.send('POST', '/actions', {
    actions: [pointer([{ type: 'pointerMove', origin: element, x: 0, y: 0 }, DOWN])],
  });
  await happened();
  await page.send('DELETE', '/actions');
}

const DOWN = { type: 'pointerDown', button: 0 };
const UP = { type: 'pointerUp', button: 0 };

/** @param {object[]} actions */
function pointer(actions) {
  return { type: 'pointer', id: 'finger', parameters: { pointerType: 'mouse' }, actions };
}
