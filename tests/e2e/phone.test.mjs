import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { clipped } from './lib/axe.mjs';
import { begin, call, person } from './lib/core.mjs';
import { callFirst, closeNumber, firstIs, openHelp } from './lib/help.mjs';
import { byRole, choose, field, press } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { tooSmall } from './lib/touch.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const PIN = '190487';
/** As in `tokens.css`: the smallest touch target, and that of Help and its calls. */
const [TARGET, CALL] = [48, 64];
const CALLS = '[data-help], [data-first-call], .help li button.call, [data-line-call], .strip button';

test('on a phone, from the first start to a breath: everything is within reach of a finger', async (t) => {
  const app = await startApp({ size: SIZE.phone });
  t.after(() => app.close());
  const { page } = app;

  await byRole(page, 'heading', say('welcome_title'));
  await fits(app, 'language');
  await press(page, say('welcome_begin'));
  await byRole(page, 'heading', say('welcome_religion_title'));
  await fits(app, 'religion');
  await choose(page, say('welcome_religion_on'));
  await press(page, say('action_next'));
  await (await byRole(page, 'textbox', say('welcome_person_name'))).type('Abang Rahim');
  await (await byRole(page, 'textbox', say('welcome_person_number'))).type('+1 202-555-0101');
  await fits(app, 'person');
  await press(page, say('welcome_person_save'));
  await choose(page, say('welcome_lock_pin'));
  await (await field(page, say('welcome_lock_new_pin'))).type(PIN);
  await (await field(page, say('welcome_lock_repeat'))).type(PIN);
  await fits(app, 'lock');
  await press(page, say('action_next'));
  await page.find('[data-testid=recovery-words] li');
  await fits(app, 'recovery');
  await press(page, say('welcome_recovery_saved'));
  await byRole(page, 'heading', say('today_title'));
  await fits(app, 'today');

  await call(app, 'person_save', person('Zul', '+1 202-555-0102'));
  await openHelp(page);
  await firstIs(page, 'Abang Rahim');
  await page.find('.help[aria-busy=false]');
  await fits(app, 'help');
  assert.deepEqual(await tooSmall(page, CALL, CALLS), []);
  assert.deepEqual(await unseen(app), [], 'the first person, 999 and the steps need no scrolling');

  assert.equal(await callFirst(app), 'tel:+12025550101');
  await page.find('[role=dialog] svg.code path');
  await fits(app, 'number');
  await closeNumber(page);
  await press(page, say('help_asked_no'));
  await firstIs(page, 'Zul');
  await fits(app, 'after "no"');
  assert.equal(await callFirst(app), 'tel:+12025550102');
  await closeNumber(page);

  await press(page, say('help_breathe'));
  await byRole(page, 'heading', say('breathe_title'));
  await fits(app, 'breathing');
  await press(page, say('breathe_leave'));
  await page.find('[data-first-call]');
});

test('on a phone, Help is a touch away while it is locked too', async (t) => {
  const app = await startApp({ size: SIZE.phone, args: ['--demo'] });
  t.after(() => app.close());
  const { page } = app;
  await page.find('#today-date');
  await call(app, 'lock_set', { current: null, kind: 'pin', secret: PIN });
  await call(app, 'lock_now');
  await page.find('.lock form');
  await fits(app, 'lock screen');
  await openHelp(page);
  await page.find('.help[aria-busy=false] [data-first-call]');
  await fits(app, 'Help while locked');
  assert.deepEqual(await tooSmall(page, CALL, CALLS), []);
  assert.match(await callFirst(app), /^tel:\+120255501\d\d$/);
});

test('on a phone, no message covers what a dialog asks, and one with a way back comes again after it', async (t) => {
  const app = await startApp({ size: SIZE.phone });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  for (const text of ['Anak', 'Kerja']) {
    const request = { id: null, seen: null, part: 'reason', text, person: null, on_lock_screen: false };
    await call(app, 'plan_item_save', request);
  }

  await visit(app, '/plan');
  await (await page.find('.reasons button')).click();
  await press(page, say('action_remove'));
  await byRole(page, 'button', say('action_undo'));
  await noDialog(page);
  // A plain message stands beside a dialog too, which leaves it its room. It goes by itself: a copy stays.
  await page.execute(() => {
    const copy = /** @type {Element} */ (document.querySelector('.toast')?.cloneNode(true));
    copy.classList.remove('offers');
    document.querySelector('[data-toasts]')?.append(copy);
  });
  for (const part of ['plan_reason_add', 'plan_places_add']) {
    await press(page, new RegExp(`^${say(part)}`));
    await page.find('[role=dialog]');
    assert.equal(await shownMessages(app), 1, 'the offer waits');
    await page.settled();
    assert.deepEqual(await tooSmall(page, TARGET, 'form button'), [], part);
    await press(page, say('action_close')); // Esc twice in a second would hide the app
    await noDialog(page);
  }
  assert.equal(await shownMessages(app), 2);
  await press(page, say('action_undo'));
  await page.wait('both reasons', () => document.querySelectorAll('.reasons li').length === 2);
});

/** @param {App} app */
function shownMessages({ page }) {
  return page.execute(
    () => [...document.querySelectorAll('.toast')].filter((one) => one.checkVisibility()).length,
  );
}

/** @param {App['page']} page */
function noDialog(page) {
  return page.wait('no dialog', () => !document.querySelector('[role=dialog], .dialog-overlay'));
}

/** Nothing is cut off, wider than the phone or too small for a finger. @param {App} app @param {string} where */
async function fits({ page }, where) {
  await page.settled();
  assert.deepEqual([...(await clipped(page)), ...(await tooSmall(page, TARGET))], [], where);
}

/** What of the first things of Help lies outside the window as it opens. @param {App} app */
function unseen({ page }) {
  return page.execute(() => {
    scrollTo({ top: 0, behavior: 'instant' });
    const wanted = ['.strip button:first-child', '.strip button:last-child', '[data-first-call]'];
    return wanted.filter((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return !box || box.top < 0 || box.bottom > innerHeight;
    });
  });
}
