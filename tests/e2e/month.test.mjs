import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { CARD, MAT, MEETING, RAHIM, usedBefore } from './lib/before.mjs';
import { closeNumber, newest } from './lib/help.mjs';
import { built, checkIn, dateIs, open, rows, shiftOver, table, text } from './lib/living.mjs';
import { picture } from './lib/pictures.mjs';
import { Profile } from './lib/profile.mjs';
import { discreet, held, runTo } from './lib/reminders.mjs';
import { byRole, choose, pick, press, set, touch } from './lib/roles.mjs';
import { chooseForSchool, noteTalk, share, writeStory } from './lib/telling.mjs';
import { closeMessages } from './lib/touch.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');

/** A moment of November 2027, which begins on a Monday and has no festival. @param {number} day @param {string} time */
const at = (day, time) => `2027-11-${String(day).padStart(2, '0')}T${time}:00+08:00`;
const EVE = '2027-10-31T20:00:00+08:00';
/** So many times faster than the clock on the wall. */
const SPEED = 300_000;

const MARKED = 'Budak-budak tanya, saya jawab';
const LAPSE = {
  before: 'enam hari kerja tak henti, lepas tu kawan lama telefon',
  helped: 'saya telefon Abang Rahim dulu, sebelum jawab sesiapa',
};
/** What no screen says after a lapse: a zero, a score, a streak that broke, a failure. */
const BLAME = /(^|\D)0 (hari|kali)|gagal|berturut|terputus|skor|mula semula/i;
/** What nobody reads who does not know. */
const UNTOLD = /pulih|dadah|klien|tergelincir|beban/i;

test('a month is lived through the screens: a heavy week, a lapse, a return, a talk', async (t) => {
  const profile = new Profile();
  t.after(() => profile.remove());
  const app = await startApp({ profile, size: SIZE.phone, env: held({ profile }, EVE, SPEED) });
  t.after(() => app.close());
  await app.desktop.notices.start();
  await usedBefore(app);

  for (const part of [ordinaryWeek, heavyWeek, lapse, comeBack, tell, lastWeek, lookBack]) await part(app);
});

/** @param {App} app */
async function ordinaryWeek(app) {
  const { page } = app;
  await work(app, 1, '17:05');
  await page.see('Hari ini, 9:05 pagi – 5:05 petang');
  await runTo(app, at(1, '21:05'));
  await touch(page, 'link', say('nav_today'));
  await dateIs(app, 'Isnin 1 Nov');
  await touch(page, 'link', new RegExp(`^${say('reflection_today_card')}`));
  const note = 'Letih, tapi tenang';
  await checkIn(app, { ...calm(2), burden: 'client', body: ['tired'], note }, () => picture(app, 'check-in'));
  await page.see(note);

  await work(app, 2, '17:05');
  await evening(app, 2, calm(1));
  await work(app, 3, '17:05');
  await evening(app, 3, calm(2));
  await noteService(app);
  await work(app, 4, '17:05');
  await evening(app, 4, { heaviness: 3 });
  await work(app, 5, '17:05');
  await evening(app, 5, { heaviness: 2 });
  await runTo(app, at(6, '09:30'));
  await touch(page, 'link', say('nav_today'));
  await touch(page, 'checkbox', MEETING);
  await byRole(page, 'checkbox', say('today_marked', { title: MEETING, state: say('today_coming') }));
  await evening(app, 6, { heaviness: 2, burden: 'mine' });
  await evening(app, 7, { heaviness: 1, craving: 1, energy: 5 });

  await touch(page, 'link', new RegExp(`^${say('burden_title')}`));
  await page.see('40 jam bekerja');
  await page.see('5 perbualan berat');
  await without(app, say('burden_advice'), 'a usual week is worth no word');
  await came(app, 7);
}

/** A service with a number in its note, which is taken out again. @param {App} app */
async function noteService(app) {
  const { page } = app;
  await open(app, 'nav_service');
  await touch(page, 'link', say('service_add'));
  await pick(page, say('service_kind'), say('core_service_kind_accompany'));
  await pick(page, say('service_length'), say('service_length_hours_minutes', { hours: 1, minutes: 30 }));
  const note = await byRole(page, 'textbox', new RegExp(`^${say('service_note')}`));
  await note.type('Hubungi 012-345 6789');
  await page.see(say('service_number_phone'));
  await note.fill('Hantar ke klinik, tunggu sampai siap');
  await press(page, say('action_save'));
  await page.see(say('core_service_kind_accompany'));
}

/** @param {App} app */
async function heavyWeek(app) {
  const { page } = app;
  await work(app, 8, '19:05', { heavy: 1, night_calls: 1 });
  await page.see('6 perbualan berat');
  await without(app, say('burden_advice'), 'one call more is chance');
  await evening(app, 8, { heaviness: 4, burden: 'client', craving: 1, energy: 3 });
  // From now on one touch is enough: a shift is like the last one.
  await work(app, 9, '19:05');
  await byRole(page, 'heading', say('burden_advice'));
  await page.see('Tujuh hari ini ada 2 panggilan malam. Biasanya tak begitu.');
  await evening(app, 9, { heaviness: 4, burden: 'client', craving: 2, energy: 3, body: ['tired'] });
  await work(app, 10, '19:05');
  await evening(app, 10, { heaviness: 5, burden: 'both', craving: 2, energy: 2, body: ['tired'] });

  await work(app, 11, '19:05');
  await page.see('Tujuh hari ini ada 4 panggilan malam. Biasanya tak begitu.');
  await page.see('Tujuh hari ini ada 9 perbualan berat. Biasanya lebih kurang 5.');
  await page.see(say('core_burden_reason_supervision', { days: 28 }));
  for (const advice of ['rest', 'hand_over', 'supervision']) {
    await byRole(page, 'heading', say(`burden_advice_${advice}`));
  }
  await picture(app, 'load', { top: 'main section:has(h3)' });
  await handOver(app);
  await putDown(app);
  const note = 'Tiga malam tak tidur penuh';
  await evening(app, 11, { heaviness: 4, burden: 'client', craving: 3, energy: 2, note });
  await page.see(note);
  await without(app, 'daripada biasa', 'four days are no sign yet');

  await work(app, 12, '19:05');
  await evening(app, 12, { heaviness: 5, burden: 'both', craving: 3, energy: 2, body: ['tired', 'lonely'] });
  await earlySign(app);
  await came(app, 12);
}

/** A colleague who does not know is asked to take over, in words that tell nothing. @param {App} app */
async function handOver(app) {
  const { page } = app;
  const before = app.opened().length;
  await press(page, say('burden_advice_hand_over_go'));
  await byRole(page, 'dialog', say('burden_ask_hand_over'));
  await press(page, say('help_whatsapp_to', { name: MAT }));
  const message = decodeURIComponent(await newest(app, before));
  assert.equal(message, `https://wa.me/12025550102?text=${say('core_burden_hand_over')}`);
  assert.doesNotMatch(message, UNTOLD);
}

/** The three steps, with one line kept. @param {App} app */
async function putDown(app) {
  const { page } = app;
  await touch(page, 'link', new RegExp(`^${say('burden_putdown')}`));
  await choose(page, say('reflection_burden_client'));
  await (
    await byRole(page, 'textbox', new RegExp(`^${say('putdown_line')}`))
  ).type('Cerita yang sama macam cerita saya');
  await press(page, say('putdown_next'));
  await choose(page, say('putdown_way_still'));
  await page.see(say('putdown_still_text'));
  await press(page, say('putdown_next'));
  await page.see(say('putdown_down_client'));
  await press(page, say('putdown_keep'));
  await page.see(say('putdown_kept'));
  await press(page, say('putdown_thing_family'));
  await picture(app, 'put-down');
  await press(page, say('putdown_finish'));
  await page.see(say('putdown_then', { thing: say('putdown_thing_family') }));
}

/** The sign stands on Today, leads to Muhasabah, and there to a person and a card. @param {App} app */
async function earlySign(app) {
  const { page } = app;
  const sentence = say('reflection_sign_heaviness', { since: 'Isnin' });
  await closeMessages(page);
  await touch(page, 'link', say('nav_today'));
  await byRole(page, 'link', new RegExp(`^${sentence}`));
  await picture(app, 'early-sign-today');
  await touch(page, 'link', new RegExp(`^${sentence}`));
  await byRole(page, 'heading', say('reflection_sign_title'));
  await page.see(sentence);
  await page.see(say('reflection_sign_rests', { days: 5, which: '8, 9, 10, 11, 12 Nov' }));
  await byRole(page, 'link', new RegExp(`${CARD.situation}.*${CARD.response}`));
  await picture(app, 'early-sign');
  const before = app.opened().length;
  await press(page, say('reflection_sign_talk', { name: RAHIM }));
  assert.equal(await newest(app, before), 'tel:+12025550101');
  await closeNumber(page);
  await press(page, say('reflection_sign_read'));
  await page.wait('the sign to go', (sentence) => !document.body.innerText.includes(sentence), [sentence]);
}

/** @param {App} app */
async function lapse(app) {
  const { page } = app;
  await work(app, 13, '19:05');
  await runTo(app, at(14, '22:30'));
  await open(app, 'nav_path');
  await built(app, ['1048 hari', '1048 hari', '1048 hari']);
  await touch(page, 'link', say('path_lapsed'));
  await noteLapse(app);
  await byRole(page, 'button', say('path_talk', { name: RAHIM }));
  await page.see(say('path_beside'));
  await press(page, say('path_to_card'));
  await page.see(say('path_is_card'));
  await picture(app, 'lapse-learned');

  // The battery was empty.
  await app.kill();
  app.options.env = held(app, at(14, '22:40'), SPEED);
  await app.reopen();
  await dateIs(app, 'Ahad 14 Nov');
  await blameless(app);
  await touch(app.page, 'link', say('nav_plan'));
  await app.page.see(LAPSE.before);
  await app.page.see(LAPSE.helped);
  await open(app, 'nav_path');
  await app.page.see(say('path_now_lapsed'));
  await built(app, ['1047 hari', '1047 hari']);
  await blameless(app);

  // A day on which nothing was noted is a day like any other.
  await runTo(app, at(15, '21:05'));
  await touch(app.page, 'link', say('nav_today'));
  await dateIs(app, 'Isnin 15 Nov');
  await byRole(app.page, 'link', new RegExp(`^${say('reflection_today_card')}`));
  await blameless(app);
  await came(app, 15);
}

/** Four screens, with a day that a slip of the finger put ahead. @param {App} app */
async function noteLapse(app) {
  const { page } = app;
  const ownWords = new RegExp(`^${say('path_own_words')}`);
  await byRole(page, 'heading', say('path_safe_title'));
  await page.find('main [data-first-call]');
  await picture(app, 'lapse');
  await press(page, say('path_safe_yes'));
  await byRole(page, 'heading', say('path_who_title'));
  await press(page, say('path_next'));
  await page.see(say('path_told_text'));
  await press(page, say('path_told_write'));
  await (await byRole(page, 'textbox', ownWords)).type(LAPSE.before);
  await set(page, say('path_date'), '2027-11-24');
  await press(page, say('path_next'));
  await byRole(page, 'heading', say('path_helped_title'));
  await (await byRole(page, 'textbox', ownWords)).type(LAPSE.helped);
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('path_before_title'));
  await page.see(say('refusal_date_ahead'));
  await set(page, say('path_date'), '2027-11-14');
  await press(page, say('path_next'));
  await byRole(page, 'heading', say('path_helped_title'));
  await press(page, say('action_save'));
}

/** @param {App} app */
async function comeBack(app) {
  const { page } = app;
  await runTo(app, at(16, '08:00'));
  await open(app, 'nav_path');
  await press(page, say('path_back'));
  await page.see(say('path_back_noted'));
  await built(app, ['1048 hari', '1047 hari', say('path_day'), say('path_once')]);
  await blameless(app);
  await picture(app, 'return');
  const note = 'Abang Rahim temankan sampai Isyak';
  await evening(app, 16, { heaviness: 3, burden: 'mine', craving: 2, energy: 3, note });

  await work(app, 17, '17:05', { heavy: -1, night_calls: -1 });
  const due = say('core_burden_reason_supervision', { days: 34 });
  await page.see(due);
  await touch(page, 'switch', say('burden_supervised'));
  await page.see(say('core_burden_supervised_ago', { ago: say('core_today') }));
  await without(app, due, 'the work was talked over today');
  await evening(app, 17, { heaviness: 3, craving: 1, energy: 3 });
}

/** @param {App} app */
async function tell(app) {
  const { page } = app;
  await work(app, 18, '17:05');
  await writeStory(app);
  await chooseForSchool(app);
  await evening(app, 18, calm(2));
  await work(app, 19, '17:05');
  await share(app);
  await evening(app, 19, { heaviness: 2 });
  await runTo(app, at(20, '12:30'));
  await noteTalk(app);
  await open(app, 'nav_path');
  const today = new RegExp(`^${say('path_mark_words').replace('?', '.')}`);
  await (await byRole(page, 'textbox', today)).type(MARKED);
  await press(page, say('path_mark'));
  await page.see(say('path_marked'));
  await evening(app, 20, { ...calm(2), burden: 'mine', note: 'Saya nampak diri saya di bangku belakang' });
  await came(app, 20);
}

/** @param {App} app */
async function lastWeek(app) {
  const { page } = app;
  await evening(app, 21, { heaviness: 1 });
  for (const [past, heaviness] of [2, 2, 3, 2].entries()) {
    const day = 22 + past;
    await work(app, day, '17:05');
    await evening(app, day, { heaviness });
  }
  await came(app, 25);

  // The clock is two days behind for a while: nothing is said twice, and nothing is lost or begins anew.
  await runTo(app, at(24, '09:00'), at(23, '21:10'));
  await touch(page, 'link', say('nav_today'));
  await dateIs(app, 'Rabu 24 Nov');
  await came(app, 25);
  await toTrends(app);
  await page.see(say('reflection_ahead_one'));
  await open(app, 'nav_path');
  await built(app, ['1056 hari', '1047 hari', '9 hari', say('path_once')]);
  await blameless(app);
  await runTo(app, at(26, '17:05'), at(26, '08:00'));
  await toTrends(app);
  await table(app, 'Khamis 25 Nov');
  await without(app, say('reflection_ahead_go'), 'every day is where it was');
  await shiftOver(app);
  for (const [past, heaviness] of [2, 2, 1, 2].entries()) await evening(app, 26 + past, calm(heaviness));
  await evening(app, 30, {
    heaviness: 1,
    burden: 'mine',
    craving: 1,
    energy: 5,
    note: 'Sebulan. Saya masih di sini.',
  });
  await came(app, 30);
}

/** @param {App} app */
async function lookBack(app) {
  const { page } = app;
  await touch(page, 'link', new RegExp(`^${say('burden_title')}`));
  await page.see('24 jam bekerja');
  await without(app, say('burden_advice'), 'the heavy week is over');
  await toTrends(app);
  const [heavy, lapsed] = [say('core_burden_mark'), say('core_path_lapse')];
  const byDay = await table(app, 'Selasa 30 Nov');
  assert.deepEqual(byDay['Isnin 8 Nov'], ['4', '1', '3', '–', '1', '–', '1', heavy]);
  assert.deepEqual(byDay['Jumaat 12 Nov'], ['5', '3', '2', '–', '–', '1', '1', '–']);
  assert.deepEqual(byDay['Ahad 14 Nov'], ['–', '–', '–', '–', '–', '–', '–', lapsed]);
  assert.deepEqual([byDay['Sabtu 13 Nov'], byDay['Isnin 15 Nov']], [undefined, undefined]);
  assert.deepEqual(await rows(app, say('reflection_trends_marks')), [
    [heavy, 'Isnin 8 Nov'],
    [lapsed, 'Ahad 14 Nov'],
  ]);
  await picture(app, 'trends');
  await picture(app, 'trends-laptop', { size: 'laptop', theme: 'dark' });
  await choose(page, say('reflection_span_three_months'));
  const byWeek = await table(app, '29 Nov – 30 Nov');
  assert.deepEqual(byWeek['8 Nov – 14 Nov'], [
    '4.4',
    '2.2',
    '2.4',
    '–',
    '3',
    '2',
    '5',
    `${heavy}, ${lapsed}`,
  ]);

  await open(app, 'nav_path');
  await built(app, ['1062 hari', '1047 hari', '15 hari', say('path_once')]);
  assert.deepEqual(await rows(app, say('path_timeline')), [
    [MARKED, 'Sabtu 20 Nov'],
    [say('core_path_return'), 'Selasa 16 Nov'],
    [say('core_path_lapse'), 'Ahad 14 Nov'],
    [say('core_path_beginning'), 'Rabu 1 Jan 2025'],
  ]);
  await blameless(app);
  await picture(app, 'path', { theme: 'dark' });

  await open(app, 'nav_service');
  assert.deepEqual(await rows(app, say('service_months')), [
    ['Nov 2027', say('service_length_hours_minutes', { hours: 2, minutes: 30 })],
    ['Okt 2027', '2 jam'],
  ]);
  await picture(app, 'service');
}

/** An ordinary evening's answers. @param {number} heaviness */
const calm = (heaviness) => ({ heaviness, craving: 1, energy: 4 });

/** A shift ends. @param {App} app @param {number} day @param {string} time @param {Parameters<typeof shiftOver>[1]} [more] */
async function work(app, day, time, more) {
  await runTo(app, at(day, time));
  await shiftOver(app, more);
}

/** The check-in after it was reminded of. @param {App} app @param {number} day @param {Parameters<typeof checkIn>[1]} answers */
async function evening(app, day, answers) {
  await runTo(app, at(day, '21:05'));
  await checkIn(app, answers);
}

/** @param {App} app */
async function toTrends({ page }) {
  await touch(page, 'link', say('nav_reflection'));
  await touch(page, 'link', say('reflection_trend_more'));
  await byRole(page, 'heading', say('reflection_trends_title'));
}

/** The page does not say this. @param {App} app @param {string} words @param {string} why */
async function without(app, words, why) {
  assert.ok(!(await text(app)).includes(words), why);
}

/** @param {App} app */
async function blameless(app) {
  assert.doesNotMatch(await text(app), BLAME);
}

/**
 * Holds what the notification service was given since the month began against what was due by the evening of a day: the
 * check-in at nine, the meeting a day and an hour before, each so discreet that nobody learns more from it than the hour.
 * @param {App} app @param {number} day
 */
async function came(app, day) {
  const due = Array.from({ length: day + 1 }, (_, date) => [
    ...(date % 7 === 5 ? ['Sabtu, 10 pagi'] : []),
    ...(date % 7 === 6 ? ['10 pagi'] : []),
    '9 malam',
  ]).flat();
  assert.deepEqual(await app.desktop.notices.all(), due.map(discreet));
}
