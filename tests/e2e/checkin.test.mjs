import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { answer, byRole, choose, press, set, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */
/** @typedef {import('./lib/webdriver.mjs').Page} Page */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const UNSAID = { heaviness: null, craving: null, energy: null, burden: null, note: null };
const WELL = { hungry: false, angry: false, lonely: false, tired: false };

test('from Today every question is answered and kept in ten touches; two are enough for one', async (t) => {
  const app = await startApp({ size: SIZE.small });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);

  await counted(page);
  await touch(page, 'link', new RegExp(`^${say('reflection_today_card')}`));
  await answer(page, say('reflection_heaviness'), '4');
  await answer(page, say('reflection_burden'), say('reflection_burden_both'));
  await answer(page, say('reflection_craving'), '2');
  await answer(page, say('reflection_energy'), '1');
  for (const part of ['hungry', 'angry', 'lonely', 'tired']) await press(page, say(`reflection_${part}`));
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('reflection_today'));
  assert.ok((await touches(page)) <= 10, `${await touches(page)} touches`);
  const full = { ...UNSAID, heaviness: 4, burden: 'both', craving: 2, energy: 1 };
  const all = { hungry: true, angry: true, lonely: true, tired: true };
  assert.deepEqual(await answers(app), [{ ...full, ...all }]);

  // Once more the same day: one answer, and the form begins empty again.
  await answer(page, say('reflection_heaviness'), '2');
  await press(page, say('action_save'));
  await app.page.wait(
    'the second one',
    () => document.querySelectorAll('main li a[href*="edit"]').length === 2,
  );
  // Which of two in the same minute comes first is not said.
  const lighter = (await answers(app)).find((/** @type {any} */ one) => one.heaviness === 2);
  assert.deepEqual(lighter, { ...UNSAID, ...WELL, heaviness: 2 });

  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  assert.equal((await answers(app)).length, 2);
});

test('a check-in is corrected later, but not into the future, and comes back from the trash', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await call(app, 'checkin_save', {
    ...{ id: null, seen: null, moment: null },
    answers: { ...UNSAID, ...WELL, heaviness: 5, note: 'cerita klien' },
  });
  const [{ date }] = (await call(app, 'checkins_view', { skip: 0 })).check_ins;

  await visit(app, '/reflection/list');
  await touch(page, 'link', /cerita klien/);
  await answer(page, say('reflection_heaviness'), '3');
  await set(page, say('reflection_edit_date'), nextYear(date));
  await press(page, say('action_save'));
  await page.see(say('refusal_date_ahead'));
  assert.equal((await answers(app))[0].heaviness, 5, 'nothing was changed');
  await set(page, say('reflection_edit_date'), yesterday(date));
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('reflection_list_title'));
  const [kept] = (await call(app, 'checkins_view', { skip: 0 })).check_ins;
  assert.deepEqual([kept.date, kept.answers.heaviness], [yesterday(date), 3]);

  await touch(page, 'link', /cerita klien/);
  await press(page, say('reflection_trash'));
  await page.see(say('reflection_list_empty'));
  assert.deepEqual(await answers(app), []);
  await press(page, say('action_undo'));
  await touch(page, 'link', /cerita klien/);
});

test('an early sign stands on Today with its days, a person and a card, and goes when it was read', async (t) => {
  const app = await startApp({ args: ['--demo'], size: SIZE.phone });
  t.after(() => app.close());
  const { page } = app;
  await page.find('#today-date');
  const { sign, card } = await call(app, 'reflection_view');
  const sentence = say('reflection_sign_heaviness', { since: sign.since_words });
  await touch(page, 'link', new RegExp(`^${sentence}`));
  await page.see(say('reflection_sign_rests', { days: sign.days, which: sign.days_words }));
  await page.see(card.response);
  // Who comes first goes by the hour.
  const { rungs } = await call(app, 'help_view', { skipped: [] });
  await byRole(page, 'button', say('reflection_sign_talk', { name: rungs[0].name }));
  await press(page, say('reflection_sign_read'));
  await page.wait('the sign to go', (sentence) => !document.body.innerText.includes(sentence), [sentence]);
  await visit(app, '/today');
  await byRole(page, 'link', new RegExp(`^${say('reflection_today_card')}`));

  await visit(app, '/reflection/settings');
  await touch(page, 'switch', say('reflection_settings_sign'));
  await page.wait('it to be off', async () => {
    const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
    return !(await invoke('reflection_view')).settings.early_sign;
  });
});

test('trends of each span are drawn, and written as a table and on paper', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  const { page } = app;
  await page.find('#today-date');
  await visit(app, '/reflection/trends');
  for (const [span, points] of /** @type {const} */ ([
    ['four_weeks', 28],
    ['three_months', 13],
    ['year', 52],
  ])) {
    await choose(page, say(`reflection_span_${span}`));
    const { points: shown } = await call(app, 'trends_view', { span });
    assert.equal(shown.length, points);
    const label = say('reflection_chart_label', {
      names: say('reflection_chart_names'),
      from: shown[0].words,
      to: shown.at(-1).words,
    });
    await page.wait(
      'the chart of this span',
      (label) => !!document.querySelector(`svg[aria-label="${label}"]`),
      [label],
    );
  }
  for (const [format, name] of /** @type {const} */ ([
    ['csv', 'catatan.csv'],
    ['pdf', 'helaian.pdf'],
  ])) {
    const file = join(app.profile.home, name);
    await press(page, new RegExp(`^${say(`reflection_trends_${format}`)}`));
    await app.answerDialog(file);
    await page.see(say('reflection_trends_exported', { file: name }));
    // The word lies over the last rows of a page that is this long.
    await press(page, say('action_close'));
    const written = readFileSync(file);
    assert.ok(
      format === 'csv'
        ? written.includes('cerita saya dulu')
        : written.subarray(0, 5).equals(Buffer.from('%PDF-')),
    );
  }
});

/** Counts what a finger does from here on. @param {Page} page */
async function counted(page) {
  await page.execute(() => {
    /** @type {any} */
    const counter = Object.assign(window, { touches: 0 });
    window.addEventListener('pointerdown', () => (counter.touches += 1), true);
  });
}

/** @param {Page} page @returns {Promise<number>} */
function touches(page) {
  return page.execute(() => /** @type {any} */ (window).touches);
}

/** The answers of all check-ins, newest first. @param {App} app */
async function answers(app) {
  const { check_ins: list } = await call(app, 'checkins_view', { skip: 0 });
  return list.map((/** @type {any} */ made) => made.answers);
}

/** @param {string} date */
function nextYear(date) {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`.replace('-02-29', '-02-28');
}

/** @param {string} date */
function yesterday(date) {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
