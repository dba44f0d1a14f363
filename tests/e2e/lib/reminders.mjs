// A life with reminders in it, and a week of it in some seconds.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from './app.mjs';
import { call, stageIs } from './core.mjs';
import { eventually } from './process.mjs';
import { words } from './words.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./notices.mjs').Notice} Notice */

/** Sunday, 1 March 2026, midnight in Malaysia; the month of Ramadan 1447. */
export const START = '2026-03-01T00:00:00+08:00';

/** What a notice in Malay says to whoever looks over: a title that tells nothing, and no more than this. @param {string} body */
export const discreet = (body) => ({ title: words('ms')('core_reminder_title'), body, app: 'Ukhwah' });

/** A clock for the app that stands still: for what is done before time runs. @param {string} [from] */
export const standing = (from = START) => ({ UKHWAH_CLOCK: `${from},0` });

/** A clock for the app that runs so many times faster. @param {string} from @param {number} [speed] */
export const running = (from = START, speed = 30_000) => ({ UKHWAH_CLOCK: `${from},${speed}` });

/**
 * A clock for the app that runs fast, but only as far as `runTo` lets it.
 * @param {Pick<App, 'profile'>} app @param {string} from @param {number} [speed] a month wants a faster one than a week
 */
export function held(app, from, speed) {
  return { ...running(from, speed), UKHWAH_CLOCK_REINS: reins(app.profile) };
}

/** @param {import('./profile.mjs').Profile} profile */
function reins(profile) {
  return join(profile.root, 'clock');
}

/**
 * Lets the time run on to a moment, and waits until the app has seen to all that was due by then.
 * @param {App} app under a clock that is `held`
 * @param {string} moment
 * @param {string} [set] sets the clock to this moment first, as a person does in the settings of a device
 */
export async function runTo(app, moment, set) {
  const file = reins(app.profile);
  const said = set === undefined ? moment : `${moment} ${set}`;
  writeFileSync(`${file}.new`, said);
  renameSync(`${file}.new`, file);
  const reached = () => {
    try {
      return readFileSync(`${file}.reached`, 'utf8') === said;
    } catch {
      return false; // nothing was reached yet
    }
  };
  await eventually(`the clock at ${said}`, reached, 60_000);
}

/**
 * Starts the app with a profile in it and, unless not wanted, a notification service.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ service?: boolean }} [options]
 */
export async function startWithReminders(env, { service = true } = {}) {
  const app = await startApp({ env });
  if (service) await app.desktop.notices.start();
  await stageIs(app, 'fresh');
  await call(app, 'begin');
  await call(app, 'welcome_done');
  return app;
}

/** Starts the app again under another clock. @param {App} app @param {NodeJS.ProcessEnv} env */
export async function restart(app, env) {
  await app.quit();
  app.options.env = { ...app.options.env, ...env };
  await app.reopen();
}

const DAILY = { repeat: { kind: 'daily' }, starts: '2026-03-01', ends: null };
const FRIDAYS = { repeat: { kind: 'weekly', days: ['Fri'] }, starts: '2026-03-01', ends: null };

/** Religious content on, Kuala Lumpur, a reminder at Subuh and at Maghrib. @param {App} app */
export async function keepPrayers(app) {
  await call(app, 'profile_save', { religion: true, sex: null, prefer_same_sex: false });
  const { seen, settings } = await call(app, 'prayer_settings_view');
  const on = { on: true, remind: { before: 0, sound: 'chime' }, jemaah: null };
  settings.place = { kind: 'zone', code: 'WLY01' };
  settings.prayers.fajr = on;
  settings.prayers.maghrib = { ...on, remind: { before: 10, sound: 'silent' } };
  await call(app, 'prayer_settings_save', { seen, settings });
}

/** A walk each day at five in the afternoon. @param {App} app */
export async function keepWalk(app) {
  await call(app, 'routine_save', routineItem('Jalan petang', 17 * 60));
}

/** @param {string} title @param {number} minute @param {object} [more] */
export function routineItem(title, minute, more = {}) {
  return {
    id: null,
    seen: null,
    title,
    what: 'other',
    timing: { kind: 'at', minute },
    days: DAILY,
    remind: { before: 0, sound: 'chime' },
    aim: null,
    discreet: false,
    ...more,
  };
}

/** A meeting on Fridays at half past eight in the evening, with both reminders. @param {App} app */
export async function keepMeeting(app) {
  await call(app, 'meeting_save', {
    id: null,
    seen: null,
    title: 'Perjumpaan Jumaat',
    place: null,
    map: null,
    leader: null,
    leader_words: null,
    days: FRIDAYS,
    minute: 20 * 60 + 30,
    length_minutes: 90,
    remind_day_before: true,
    remind_hour_before: true,
    sound: 'chime',
  });
}

/**
 * Waits until the service has taken that many notices, and returns them.
 * @param {App} app @param {number} count @returns {Promise<Notice[]>}
 */
export function notices(app, count) {
  return eventually(
    `${count} notices`,
    async () => {
      const all = await app.desktop.notices.all();
      return all.length >= count ? all : null;
    },
    90_000,
  );
}

/** Waits for a state of the reminders that the app tells. @param {App} app @param {(view: any) => unknown} is */
export function reminders(app, is) {
  return eventually('the awaited state of reminders', async () => {
    const view = await call(app, 'reminders_view');
    return is(view) && view;
  });
}

/**
 * Lets sound go into a file, in the place of a loudspeaker.
 * @param {import('./profile.mjs').Profile} profile
 * @returns {string} the file
 */
export function recordSound(profile) {
  const heard = join(profile.root, 'heard.raw');
  // The converter in front of it keeps samples of 16 bits, whatever the app plays.
  writeFileSync(
    join(profile.home, '.asoundrc'),
    `pcm.!default {
  type plug
  slave { pcm "kept" format S16_LE }
}
pcm.kept {
  type file
  slave.pcm { type null }
  file "${heard}"
  format "raw"
}
ctl.!default { type hw card 0 }
`,
  );
  return heard;
}

/** The loudest sample of 16 bits in a recording, 0 where there is none. @param {string} file */
export function loudest(file) {
  try {
    const bytes = readFileSync(file);
    let loud = 0;
    for (let at = 0; at + 1 < bytes.length; at += 2) loud = Math.max(loud, Math.abs(bytes.readInt16LE(at)));
    return loud;
  } catch {
    return 0;
  }
}

/** Two seconds of a soft tone, as a WAV file. */
export function tone() {
  const rate = 8_000;
  const samples = Int16Array.from(
    { length: 2 * rate },
    (_, at) => 5_000 * Math.sin((at * 440 * 2 * Math.PI) / rate),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(2 * rate, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}
