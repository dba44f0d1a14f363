import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { picture } from './lib/pictures.mjs';
import { discreet, held, restart, runTo, standing } from './lib/reminders.mjs';
import { byRole, choose, field, fromMenu, pick, press, set, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { closeMessages } from './lib/touch.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');

/** A moment of the last days of February and the first of March 2028, a leap year. @param {string} day @param {string} time */
const at = (day, time) => `2028-${day}T${time}:00+08:00`;

// The times of the official convention: reference.py of the prayer engine's sources gives them for WLY01 and SBH07.
const KUALA_LUMPUR = { zone: 'WLY01', search: 'putrajaya' };
const KOTA_KINABALU = { zone: 'SBH07', search: 'kota kinabalu' };

const MEDICINE = say('routine_what_medication');
const ZIKIR = say('routine_what_zikir');
const WALK = 'Jalan petang';
const MEETING = 'Perjumpaan Sabtu';

test('a week is lived through the screens: shown, reminded of and kept as it was marked', async (t) => {
  const app = await startApp({ size: SIZE.phone, env: standing(at('02-25', '07:00')) });
  t.after(() => app.close());
  await app.desktop.notices.start();
  await firstRun(app);
  await choosePrayers(app);
  await addRoutine(app);
  await addMeeting(app);
  await restart(app, held(app, at('02-25', '07:00')));

  // Friday: a medicine, taken back and taken; a prayer; a walk that waits a little.
  await today(app, 'Jumaat 25 Feb', 'Zohor', '1:29 tengah hari');
  await runTo(app, at('02-25', '07:59'));
  await came(app, []);
  await runTo(app, at('02-25', '08:00'));
  await came(app, ['8 pagi']);
  await tick(app, MEDICINE);
  await marked(app, MEDICINE, true);
  await press(app.page, say('action_undo'));
  await marked(app, MEDICINE, false);
  await tick(app, MEDICINE);
  await runTo(app, at('02-25', '14:00'));
  await came(app, ['Sabtu, 10 pagi']);
  await today(app, 'Jumaat 25 Feb', 'Asar', '4:46 petang');
  await press(app.page, /^Zohor/);
  await runTo(app, at('02-25', '17:05'));
  await came(app, ['5 petang']);
  await fromMenu(app.page, say('today_more', { title: WALK }), say('today_later'));
  await byRole(app.page, 'checkbox', say('today_marked', { title: WALK, state: say('today_later') }));
  await runTo(app, at('02-25', '18:30'));
  await tick(app, new RegExp(`^${WALK}`));
  await marked(app, WALK, true);
  await picture(app, 'week-friday');

  // Past midnight with Today open.
  await runTo(app, at('02-26', '00:05'));
  await came(app, ['7:29 malam']);
  await today(app, 'Sabtu 26 Feb', 'Subuh', '6:17 pagi');

  // Saturday: zikir after Subuh, and the meeting.
  await runTo(app, at('02-26', '07:00'));
  await came(app, ['6:17 pagi', '6:32 pagi']);
  await touch(app.page, 'link', new RegExp(`^${ZIKIR}`));
  for (let count = 1; count <= 3; count += 1) {
    await (await app.page.find('[data-zikir]')).click();
    await app.page.see(
      count < 3
        ? `${count} ${say('routine_zikir_aim', { aim: 3 })}`
        : say('routine_zikir_reached', { aim: 3 }),
    );
  }
  await touch(app.page, 'link', say('nav_today'));
  await marked(app, ZIKIR, true);
  await runTo(app, at('02-26', '09:30'));
  await came(app, ['8 pagi', '10 pagi']);
  await tick(app, MEETING);
  await byRole(app.page, 'checkbox', say('today_marked', { title: MEETING, state: say('today_coming') }));

  // Sunday: the walk is left out, so nothing reminds of it; Maghrib comes while the app is closed.
  await runTo(app, at('02-27', '09:00'));
  await came(app, ['5 petang', '7:29 malam', '6:17 pagi', '6:32 pagi', '8 pagi']);
  await today(app, 'Ahad 27 Feb', 'Zohor', '1:29 tengah hari');
  await fromMenu(app.page, say('today_more', { title: WALK }), say('today_not_today'));
  await byRole(app.page, 'checkbox', say('today_marked', { title: WALK, state: say('today_not_today') }));
  await runTo(app, at('02-27', '18:30'));
  await came(app, []);
  await restart(app, held(app, at('02-27', '21:00')));
  await runTo(app, at('02-27', '21:01'));
  await came(app, [say('core_reminder_missed_while_closed', { count: 1 })]);
  await byRole(app.page, 'heading', say('today_missed'));
  await app.page.see('Maghrib 7:19 malam');
  await picture(app, 'week-missed');

  // Monday and Tuesday, 28 and 29 February: uzur. No prayer is asked for, and the rest goes on.
  await runTo(app, at('02-28', '04:30'));
  await visit(app, '/routine');
  await press(app.page, say('routine_uzur_begin'));
  await app.page.find('[role=dialog] [type=date]');
  await press(app.page, say('routine_uzur_begin'));
  await app.page.see(say('routine_uzur_started'));
  await visit(app, '/today');
  for (const [day, words] of [
    ['02-28', 'Isnin 28 Feb'],
    ['02-29', 'Selasa 29 Feb'],
  ]) {
    await runTo(app, at(day, '08:05'));
    await came(app, day === '02-28' ? ['6:32 pagi', '8 pagi'] : ['5 petang', '6:32 pagi', '8 pagi']);
    await today(app, words, 'Zohor', day === '02-28' ? '1:29 tengah hari' : '1:28 tengah hari');
    await app.page.see(say('solat_rest'));
    assert.equal((await app.page.all('main .marks button')).length, 0, 'nothing to mark');
    await tick(app, MEDICINE);
    await marked(app, MEDICINE, true);
    if (day === '02-29') await picture(app, 'week-uzur');
  }

  // Wednesday, 1 March: prayers again; at noon to Sabah, where the sun is an hour ahead.
  await runTo(app, at('03-01', '04:30'));
  await came(app, ['5 petang']);
  await today(app, 'Rabu 1 Mac', 'Subuh', '6:17 pagi');
  await visit(app, '/routine');
  await press(app.page, say('routine_uzur_end'));
  await app.page.see(say('routine_uzur_ended'));
  await visit(app, '/today');
  await runTo(app, at('03-01', '08:05'));
  await came(app, ['6:17 pagi', '6:32 pagi', '8 pagi']);
  await press(app.page, /^Subuh/);
  await runTo(app, at('03-01', '12:00'));
  await choosePlace(app, KOTA_KINABALU);
  await visit(app, '/today');
  await today(app, 'Rabu 1 Mac', 'Zohor', '12:30 tengah hari');

  // Thursday: the clock is an hour wrong for a while, and then five too far.
  await runTo(app, at('03-02', '08:30'));
  await came(app, ['5 petang', '6:29 petang', '5:19 pagi', '5:34 pagi', '8 pagi']);
  await today(app, 'Khamis 2 Mac', 'Zohor', '12:30 tengah hari');
  await runTo(app, at('03-02', '08:20'), at('03-02', '07:30'));
  await came(app, []);
  await today(app, 'Khamis 2 Mac', 'Zohor', '12:30 tengah hari');
  await runTo(app, at('03-02', '12:00'));
  await runTo(app, at('03-02', '17:25'), at('03-02', '17:20'));
  await came(app, ['5 petang']);
  await today(app, 'Khamis 2 Mac', 'Maghrib', '6:29 petang');
  await runTo(app, at('03-02', '22:00'));
  await came(app, ['6:29 petang']);

  await month(app);
  await log(app);
});

/** Goes through the first run: with prayers, and nobody added yet. @param {App} app */
async function firstRun({ page }) {
  await press(page, say('welcome_begin'));
  await choose(page, say('welcome_religion_on'));
  await press(page, say('action_next'));
  for (const title of ['welcome_person_title', 'welcome_lock_title']) {
    await byRole(page, 'heading', say(title));
    await press(page, say('action_skip'));
  }
  await press(page, say('welcome_recovery_later'));
  await byRole(page, 'heading', say('today_title'));
}

/** Chooses the zone and marks all five prayers, with reminders at Subuh and before Maghrib. @param {App} app */
async function choosePrayers(app) {
  const { page } = app;
  await touch(page, 'link', new RegExp(`^${say('solat_no_place')}`));
  await searchPlace(app, KUALA_LUMPUR);
  for (const name of ['Subuh', 'Zohor', 'Asar', 'Maghrib', 'Isyak']) {
    await touch(page, 'switch', name);
    await byRole(page, 'button', say('solat_prayer_change', { name }));
  }
  for (const [name, when] of [
    ['Subuh', say('solat_remind_now')],
    ['Maghrib', say('solat_remind_minutes', { count: 10 })],
  ]) {
    await press(page, say('solat_prayer_change', { name }));
    await pick(page, say('solat_remind'), when);
    await press(page, say('action_save'));
    await page.wait('the end of the dialog', () => !document.querySelector('[role=dialog]'));
  }
}

/** @param {App} app @param {typeof KUALA_LUMPUR} place */
async function choosePlace(app, place) {
  await visit(app, '/settings/solat');
  await press(app.page, say('solat_place_change'));
  await searchPlace(app, place);
}

/** @param {App} app @param {typeof KUALA_LUMPUR} place */
async function searchPlace({ page }, { zone, search }) {
  await (await byRole(page, 'searchbox', say('solat_place_search'))).type(search);
  await press(page, new RegExp(zone));
  await page.see(`${zone} · ${say('solat_place_covers', { districts: '' })}`);
  // What is said of it in passing lies over the buttons of a dialog.
  await closeMessages(page);
}

/** A medicine at eight, zikir three times a quarter of an hour after Subuh, and a walk at five. @param {App} app */
async function addRoutine(app) {
  const { page } = app;
  await addItem(app, say('routine_what_medication'));
  await addItem(app, say('routine_what_zikir'), async () => {
    await choose(page, say('routine_when_around'));
    await pick(page, say('routine_shift'), say('routine_shift_after', { count: 15 }));
    await pick(page, say('routine_anchor'), 'Subuh');
    await press(page, new RegExp(`^${say('routine_more')} ?${say('routine_more_text')}`));
    await (await byRole(page, 'textbox', new RegExp(`^${say('routine_aim').replace('?', '.')}`))).type('3');
  });
  await addItem(app, say('routine_what_other'), async () => {
    await (await byRole(page, 'textbox', say('routine_name'))).type(WALK);
    await set(page, say('routine_time'), '17:00');
  });
}

/** @param {App} app @param {string} what @param {() => Promise<void>} [more] */
async function addItem(app, what, more = async () => {}) {
  const { page } = app;
  await visit(app, '/routine');
  await touch(page, 'link', say('routine_add'));
  await field(page, say('routine_what'));
  await pick(page, say('routine_what'), what);
  await more();
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('routine_title'));
}

/** A meeting on Saturdays at ten, with both reminders. @param {App} app */
async function addMeeting(app) {
  const { page } = app;
  await visit(app, '/meetings');
  await touch(page, 'link', say('meetings_add'));
  await (await byRole(page, 'textbox', say('meetings_name'))).type(MEETING);
  // The form begins with the weekday of today.
  await press(page, say('people_day_5'));
  await press(page, say('people_day_4'));
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('meetings_title'));
}

/**
 * Waits until Today, left open, shows a day and the prayer that is next.
 * @param {App} app @param {[date: string, prayer: string, time: string]} shown
 */
async function today({ page }, ...shown) {
  await page.wait(
    `Today with ${shown}`,
    (date, prayer, time) => {
      const words = (/** @type {string} */ part) =>
        document.querySelector(part)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      const now = words('main .now');
      return words('#today-date').startsWith(date) && now.includes(`${prayer} ·`) && now.endsWith(time);
    },
    shown,
  );
}

/** @type {string[]} what came so far */
const all = [];

/**
 * Holds what the notification service was given since the last time against what should have come: as many, in this
 * order, and every one so discreet that nobody learns more from it than the hour.
 * @param {App} app @param {string[]} bodies
 */
async function came(app, bodies) {
  all.push(...bodies);
  assert.deepEqual(await app.desktop.notices.all(), all.map(discreet));
}

/** Touches the round mark of an entry. @param {App} app @param {string | RegExp} title */
async function tick({ page }, title) {
  await touch(page, 'checkbox', title);
}

/** Waits until an entry has its tick, or has none. @param {App} app @param {string} title @param {boolean} is */
async function marked({ page }, title, is) {
  await page.wait(
    `${title} ${is ? 'with' : 'without'} its tick`,
    (title, is) =>
      [...document.querySelectorAll('input')].some(
        (mark) => mark.getAttribute('aria-label') === title && mark.checked === is,
      ),
    [title, is],
  );
}

/** The month shows what was said, day by day, and of all else no trace. @param {App} app */
async function month(app) {
  const { page } = app;
  const done = say('core_routine_state_done');
  const taken = `${MEDICINE} ${done}`;
  await visit(app, '/routine/month');
  assert.deepEqual(await dots(app, 'Mac 2028'), { 'Rabu 1 Mac': [`Subuh ${done}`] });
  await press(page, say('routine_month_previous'));
  assert.deepEqual(await dots(app, 'Februari 2028'), {
    'Jumaat 25 Feb': [`${WALK} ${done}`, taken, `Zohor ${done}`],
    'Sabtu 26 Feb': [`${MEETING} ${say('core_routine_state_coming')}`, `${ZIKIR} ${done}`],
    'Ahad 27 Feb': [`${WALK} ${say('core_routine_state_not_today')}`],
    'Isnin 28 Feb': [taken],
    'Selasa 29 Feb': [taken],
  });
  await press(page, /^Selasa 29 Feb/);
  await byRole(page, 'heading', 'Selasa 29 Feb');
  await picture(app, 'week-month');
}

/** What a screen reader is told of each day that has dots. @param {App} app @param {string} name of the month */
async function dots({ page }, name) {
  await byRole(page, 'heading', name);
  const days = await page.execute(() =>
    [...document.querySelectorAll('main td button')].map((day) => day.getAttribute('aria-label') ?? ''),
  );
  const marked = days.filter((day) => day.includes(': ')).map((day) => day.split(': '));
  return Object.fromEntries(marked.map(([date, said]) => [date, said.split(', ').sort()]));
}

/** The list of reminders says what became of each: all on time but two. @param {App} app */
async function log(app) {
  await visit(app, '/settings/reminders');
  const { page } = app;
  // Of those to come, and twice of those that came.
  for (let more = 0; more < 3; more += 1) await press(page, say('reminders_more'));
  await page.see(say('core_reminder_missed'));
  await page.see(say('core_reminder_late', { minutes: 20 }));
}
