// The weeks before a month: somebody who has used the app for a while, brought in by the calls that the screens make.

import { begin, call, callEach, person } from './core.mjs';

/** @typedef {import('./app.mjs').App} App */

export const RAHIM = 'Abang Rahim';
export const MAT = 'Mat';
export const MEETING = 'Perjumpaan Sabtu';
/** The day on which the path began. */
export const BEGAN = '2025-01-01';
export const CARD = {
  situation: 'kerja melekat sampai ke rumah',
  response: 'saya duduk di surau dan telefon Abang Rahim',
};

const PEOPLE = [
  person(RAHIM, '+1 202-555-0101'),
  person(MAT, '+1 202-555-0102', { role: 'peer', knows: 'no' }),
  person('Encik Rosli', '+1 202-555-0103', { role: 'supervisor', knows: 'no', on_ladder: false }),
];

/** How the days of a week usually were, from Monday on: heaviness, craving, energy. */
const USUAL = [
  [2, 1, 4],
  [1, 2, 3],
  [2, 1, 4],
  [3, 1, 4],
  [2, 2, 3],
  [2, 1, 4],
  [1, 1, 5],
];

const WELL = { hungry: false, angry: false, lonely: false, tired: false };

/**
 * Goes through the first run and fills what came before: two months of check-ins, eight weeks of shifts of eight hours
 * with one heavy conversation each, a path, a card, a meeting on Saturdays, and a check-in that is reminded of at nine.
 * @param {App} app with a fresh profile, on the evening of 31 October 2027
 */
export async function usedBefore(app) {
  await begin(app, PEOPLE);
  await call(app, 'profile_save', { religion: true, sex: null, prefer_same_sex: false });
  await choosePrayers(app);
  await call(app, 'path_goal_save', { id: null, seen: null, name: null, began: BEGAN });
  await call(app, 'plan_card_save', {
    ...{ id: null, seen: null, on_lock_screen: false },
    situation: { code: null, text: CARD.situation },
    response: { code: null, text: CARD.response },
  });
  await callEach(app, 'checkin_save', days('2027-09-01', '2027-10-30').map(usualCheckIn));
  await callEach(app, 'shift_save', days('2027-09-06', '2027-10-29').filter(isWorked).map(usualShift));
  await keepMeeting(app);
  await remindAtNine(app);
  await call(app, 'service_entry_save', {
    ...{ id: null, seen: null, kind: 'visit', kind_words: null, date: '2027-10-16' },
    ...{ minutes: 120, place: 'Hospital', note: null },
  });
}

/** @param {string} first @param {string} last @returns {string[]} each day from one to the other, as YYYY-MM-DD */
function days(first, last) {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const count = (to - from) / 86_400_000 + 1;
  return Array.from({ length: count }, (_, at) =>
    new Date(from + at * 86_400_000).toISOString().slice(0, 10),
  );
}

/** 0 is Monday. @param {string} day */
const weekday = (day) => (new Date(day).getUTCDay() + 6) % 7;

/** @param {string} day */
const isWorked = (day) => weekday(day) < 5;

/** @param {string} day */
function usualCheckIn(day) {
  const [heaviness, craving, energy] = USUAL[weekday(day)];
  const burden = isWorked(day) ? 'client' : 'mine';
  return {
    ...{ id: null, seen: null, moment: { date: day, minute: 21 * 60 + 5 } },
    answers: { heaviness, craving, energy, burden, ...WELL, note: null },
  };
}

/** The work was last talked over four weeks before the heavy one. @param {string} day */
function usualShift(day) {
  return {
    ...{ id: null, seen: null, date: day, minute: 9 * 60, length_minutes: 480 },
    ...{ heavy: 1, night_calls: 0, supervised: day === '2027-10-14', note: null },
  };
}

/** All five, by the times of Kuantan, without reminders. @param {App} app */
async function choosePrayers(app) {
  const { seen, settings } = await call(app, 'prayer_settings_view');
  const on = { on: true, remind: null, jemaah: null };
  const prayers = { fajr: on, dhuhr: on, asr: on, maghrib: on, isha: on };
  const place = { kind: 'zone', code: 'PHG02' };
  await call(app, 'prayer_settings_save', { seen, settings: { ...settings, place, prayers } });
}

/** @param {App} app */
async function keepMeeting(app) {
  await call(app, 'meeting_save', {
    ...{
      id: null,
      seen: null,
      title: MEETING,
      place: 'Dewan kecil',
      map: null,
      leader: null,
      leader_words: null,
    },
    days: { repeat: { kind: 'weekly', days: ['Sat'] }, starts: '2027-11-01', ends: null },
    ...{ minute: 10 * 60, length_minutes: 60, remind_day_before: true, remind_hour_before: true },
    sound: 'silent',
  });
}

/** @param {App} app */
async function remindAtNine(app) {
  const { settings, settings_seen: seen } = await call(app, 'reflection_view');
  const time = { timing: { kind: 'at', minute: 21 * 60 }, remind: { before: 0, sound: 'silent' } };
  await call(app, 'reflection_settings_save', { seen, settings: { ...settings, time } });
}
