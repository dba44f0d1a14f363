import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { byRole, openPart, press, set, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const NAME = 'Aiskrim biru';
const BEFORE = 'gaji masuk dan kawan lama telefon';
const HELPED = 'saya telefon kakak';

test('a path is begun, a lapse goes through the four screens, and a card comes of it', async (t) => {
  const app = await startApp({ size: SIZE.small });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  const { today } = await call(app, 'path_view', { names: false });

  await visit(app, '/path');
  await touch(page, 'link', say('path_begin'));
  await set(page, say('path_began'), before(today, 99));
  await (await byRole(page, 'textbox', new RegExp(`^${say('path_name')}`))).type(NAME);
  await press(page, say('action_save'));
  await page.see(say('path_days', { count: 100 }));
  assert.doesNotMatch(await text(app), new RegExp(NAME), 'the name waits for a touch');
  await press(page, say('path_names_show'));
  await page.see(NAME);

  // The first question needs no scrolling to reach 999, and the person beside it.
  await touch(page, 'link', say('path_lapsed'));
  await byRole(page, 'heading', say('path_safe_title'));
  await page.find('main [data-first-call]');
  await page.settled();
  const bottom = await page.execute((name) => {
    const button = document.querySelector(`main button[aria-label="${name}"]`);
    const bar = document.querySelector('header.bar')?.getBoundingClientRect().top ?? innerHeight;
    return { button: button?.getBoundingClientRect().bottom ?? Infinity, bar };
  }, say('help_call_emergency'));
  assert.ok(bottom.button <= bottom.bar, JSON.stringify(bottom));
  await press(page, say('path_safe_yes'));
  await byRole(page, 'button', /Abang Rahim/);
  await press(page, say('path_next'));
  await page.see(say('path_told_text'));
  await press(page, say('path_told_write'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('path_own_words')}`))).type(BEFORE);
  await press(page, say('path_next'));
  await byRole(page, 'heading', say('path_helped_title'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('path_own_words')}`))).type(HELPED);
  await press(page, say('action_save'));

  // Somebody to talk to comes first; then what was learned goes into the plan with one touch each.
  await byRole(page, 'button', say('path_talk', { name: 'Abang Rahim' }));
  await press(page, say('path_to_card'));
  await page.see(say('path_is_card'));
  await press(page, say('path_to_sign'));
  await page.see(say('path_is_sign'));
  const plan = await call(app, 'plan_view');
  assert.deepEqual(
    plan.cards.map((/** @type {any} */ card) => [card.situation.text, card.response.text]),
    [[BEFORE, HELPED]],
  );
  assert.deepEqual(
    plan.items.map((/** @type {any} */ item) => [item.part, item.text]),
    [['warning_sign', BEFORE]],
  );

  // Today and the path show no zero and no broken streak, and what was built is still there.
  await visit(app, '/path');
  await page.see(say('path_now_lapsed'));
  await page.see(say('path_days', { count: 99 }));
  assert.doesNotMatch(await text(app), /(^|\D)0 (hari|kali)/);
  assert.doesNotMatch(await text(app), new RegExp(BEFORE), 'what was written waits for a touch too');
  await visit(app, '/today');
  await page.find('#today-date');
  assert.doesNotMatch(await text(app), /\d+ hari/);

  await visit(app, '/path');
  await press(page, say('path_back'));
  await page.see(say('path_now_back'));
  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  const { goals } = await call(app, 'path_view', { names: true });
  assert.equal(goals[0].name, NAME);
  assert.deepEqual(goals[0].summary, { all: 99, longest: 99, present: { at: 'back' }, returns: 1 });
});

test('the date alone is enough, and leaving leaves no trace', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);

  await visit(app, '/path');
  await touch(page, 'link', say('path_lapsed'));
  await press(page, say('action_skip'));
  await press(page, say('action_skip'));
  await page.see(say('path_told_text'));
  await press(page, say('path_leave'));
  await page.see(say('path_empty_title'));
  assert.deepEqual((await call(app, 'path_view', { names: false })).goals, []);

  await touch(page, 'link', say('path_lapsed'));
  await byRole(page, 'heading', say('path_safe_title'));
  await press(page, say('action_skip'));
  await press(page, say('action_skip'));
  await press(page, say('path_date_only'));
  await byRole(page, 'heading', say('path_event_lapse'));
  const { goals, told } = await call(app, 'path_view', { names: false });
  assert.deepEqual([goals.length, goals[0].rows.length, told], [1, 1, true]);
});

test('a date is corrected without a lapse, and what is erased is gone', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  const { today } = await call(app, 'path_view', { names: false });
  await call(app, 'path_goal_save', { id: null, seen: null, name: null, began: before(today, 30) });
  const fresh = { id: null, seen: null, goal: null, words: null, before: BEFORE, helped: null };
  const days = { date: before(today, 10), until: before(today, 8) };
  await call(app, 'path_event_save', { ...fresh, ...days, what: 'lapse' });

  await visit(app, '/path');
  await touch(page, 'link', new RegExp(`^${say('core_path_beginning')}`));
  await set(page, say('path_date'), before(today, 9));
  await press(page, say('action_save'));
  await page.see(say('refusal_before_beginning'));
  await set(page, say('path_date'), before(today, 40));
  await press(page, say('action_save'));
  await page.see(say('path_days', { count: 39 }));
  await touch(page, 'link', new RegExp(`^${say('core_path_beginning')}`));
  await page.see(say('path_corrections'));
  await visit(app, '/path');
  const { goals } = await call(app, 'path_view', { names: false });
  assert.deepEqual(goals[0].summary, {
    all: 39,
    longest: 30,
    present: { at: 'walking', days: 9 },
    returns: 1,
  });

  // The return before the lapse is one clear sentence, and what was typed is still there.
  await touch(page, 'link', new RegExp(`^${say('core_path_lapse')}`));
  const until = await byRole(page, 'textbox', new RegExp(`^${say('path_before')}`));
  await until.type(', hujan');
  await set(page, say('path_until'), before(today, 11));
  await press(page, say('action_save'));
  await page.see(say('refusal_return_first'));

  await press(page, say('path_trash'));
  await page.see(say('path_days', { count: 41 }));
  await openPart(page, say('people_trash', { count: 1 }));
  await press(page, new RegExp(`^${say('people_erase')}`));
  await press(page, say('people_erase'));
  await page.see(say('path_erased'));
  const left = await call(app, 'path_view', { names: true });
  assert.deepEqual([left.trash, left.goals[0].rows.length], [[], 1]);
});

/** So many days before a day. @param {string} day @param {number} days */
function before(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** What the page says. @param {App} app */
function text({ page }) {
  return page.execute(() => document.querySelector('main')?.innerText ?? '');
}
