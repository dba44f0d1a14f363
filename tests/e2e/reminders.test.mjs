import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, startApp } from './lib/app.mjs';
import { call, stageIs } from './lib/core.mjs';
import { folder } from './lib/files.mjs';
import { eventually } from './lib/process.mjs';
import { Profile } from './lib/profile.mjs';
import {
  START,
  discreet,
  keepMeeting,
  keepPrayers,
  keepWalk,
  loudest,
  notices,
  recordSound,
  reminders,
  restart,
  routineItem,
  running,
  standing,
  startWithReminders,
  tone,
} from './lib/reminders.mjs';
import { startPanel } from './lib/panel.mjs';
import { press } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { pressInTray, trayItems } from './lib/tray.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const PIN = '190487';
const DISCREET = say('core_reminder_title');

/** What the app shows as the time of a prayer on a day of March 2026. @param {any} app @param {number} day @param {string} time */
async function timeOf(app, day, time) {
  const view = await call(app, 'solat_view', { date: `2026-03-0${day}` });
  return view.times.find((/** @type {any} */ one) => one.time === time).at_words;
}

test('a week of reminders comes while the app is locked, on time and discreet', async (t) => {
  const app = await startWithReminders(standing());
  t.after(() => app.close());
  await keepPrayers(app);
  await keepWalk(app);
  await keepMeeting(app);
  const expected = [];
  const titles = [];
  for (let day = 1; day <= 7; day += 1) {
    expected.push(discreet(await timeOf(app, day, 'fajr')));
    if (day === 7) expected.push(discreet(say('core_reminder_renew')));
    expected.push(discreet('5 petang'), discreet(await timeOf(app, day, 'maghrib')));
    titles.push('Subuh', 'Jalan petang', 'Maghrib');
    // 1 March is a Sunday: the day before the meeting is the 5th.
    if (day === 5) expected.push(discreet('Jumaat, 8:30 malam'));
    if (day === 6) expected.push(discreet('8:30 malam'));
    if (day === 5 || day === 6) titles.push('Perjumpaan Jumaat');
  }
  await call(app, 'lock_set', { current: null, kind: 'pin', secret: PIN });
  await restart(app, running());

  assert.deepEqual(await notices(app, expected.length), expected);
  await stageIs(app, 'locked');

  await call(app, 'unlock', { secret: PIN });
  const { log } = await call(app, 'reminders_view');
  const week = log.slice(-titles.length).toReversed();
  assert.deepEqual(
    week.map((/** @type {any} */ one) => [one.title, one.outcome]),
    titles.map((title) => [title, 'delivered']),
  );
});

test('notifications name what they are about only where the person chose so', async (t) => {
  const app = await startWithReminders(standing());
  t.after(() => app.close());
  await keepPrayers(app);
  await keepWalk(app);
  await call(app, 'routine_save', routineItem('Ubat pagi', 8 * 60, { what: 'medication', discreet: true }));
  await call(app, 'reminders_save', { full_text: true, quiet: null });
  const [fajr, maghrib] = [await timeOf(app, 1, 'fajr'), await timeOf(app, 1, 'maghrib')];
  await restart(app, running());

  const day = (await notices(app, 4)).slice(0, 4);
  assert.deepEqual(
    day.map(({ title, body }) => [title, body]),
    [
      ['Subuh', fajr],
      [DISCREET, '8 pagi'],
      ['Jalan petang', '5 petang'],
      ['Maghrib', maghrib],
    ],
  );
});

test('the self-test comes in two minutes, and its verdict is honest', async (t) => {
  const app = await startWithReminders(running(START, 60), { service: false });
  t.after(() => app.close());

  const without = await call(app, 'reminder_test');
  assert.equal(without.service, false);
  assert.equal(without.test.verdict.kind, 'waiting');
  await reminders(app, (view) => view.test.verdict.kind === 'failed');

  await app.desktop.notices.start();
  assert.equal((await call(app, 'reminder_test')).service, true);
  const { log } = await reminders(app, (view) => view.test.verdict.kind === 'delivered');
  assert.deepEqual(
    log.map((/** @type {any} */ one) => one.outcome),
    ['delivered', 'failed'],
  );
  assert.deepEqual(await app.desktop.notices.all(), [discreet(say('core_reminder_test_body'))]);
});

test('after a crash nothing comes twice, and what came meanwhile is listed and not replayed', async (t) => {
  const app = await startWithReminders(standing());
  t.after(() => app.close());
  await keepWalk(app);
  await restart(app, running('2026-03-01T16:59:30+08:00', 60));
  await notices(app, 1);
  await reminders(app, (view) => view.log[0]?.outcome === 'delivered');
  await app.kill();

  app.options.env = { ...app.options.env, ...standing('2026-03-04T12:00:00+08:00') };
  await app.reopen();
  await stageIs(app, 'open');
  const { log } = await reminders(app, (view) => view.log.length === 3);
  assert.deepEqual(
    log.map((/** @type {any} */ one) => one.outcome),
    ['missed', 'missed', 'delivered'],
  );
  const { missed } = await call(app, 'today_view');
  assert.deepEqual(
    missed.map((/** @type {any} */ one) => [one.title, one.when_words]),
    [
      ['Jalan petang', 'Selasa 3 Mac, 5 petang'],
      ['Jalan petang', 'Isnin 2 Mac, 5 petang'],
    ],
  );

  await restart(app, running('2026-03-04T16:59:30+08:00', 60));
  assert.deepEqual(await notices(app, 3), [
    discreet('5 petang'),
    discreet(say('core_reminder_missed_while_closed', { count: 2 })),
    discreet('5 petang'),
  ]);
});

/** Starts the app with a new profile that has a loudspeaker of its own. @param {any} t @param {NodeJS.ProcessEnv} env */
async function startWithSound(t, env) {
  const profile = new Profile();
  const heard = recordSound(profile);
  const app = await startApp({ profile, env });
  t.after(async () => {
    await app.close();
    profile.remove();
  });
  await app.desktop.notices.start();
  await stageIs(app, 'fresh');
  await call(app, 'begin');
  await call(app, 'welcome_done');
  return { app, profile, heard };
}

test('the chime is heard, and a silent reminder is not; the log says which', async (t) => {
  const { app, heard } = await startWithSound(t, standing());
  const silent = { before: 0, sound: 'silent' };
  await call(app, 'routine_save', routineItem('Rehat', 12 * 60, { remind: silent }));
  await restart(app, running('2026-03-01T11:59:30+08:00', 60));
  await notices(app, 1);
  assert.equal(loudest(heard), 0);

  await call(app, 'reminder_test');
  await eventually('the sound of the chime', () => loudest(heard) > 8_000, 60_000);
  const { test, log } = await reminders(app, (view) => view.test.verdict.kind === 'delivered');
  assert.equal(test.verdict.sound, 'played');
  assert.ok(test.words.endsWith(say('core_reminder_test_sound_played')), test.words);
  assert.deepEqual(
    log.map((/** @type {any} */ one) => one.outcome_words),
    ['core_reminder_sound_played', 'core_reminder_sound_silent'].map(
      (sound) => `${say('core_reminder_on_time')}, ${say(sound)}`,
    ),
  );
});

test('the self-test plays the person’s own sound, and a file that is none is refused', async (t) => {
  const { app, profile, heard } = await startWithSound(t, running(START, 60));
  const choose = async (/** @type {string} */ name, /** @type {Buffer} */ content) => {
    const file = join(profile.root, name);
    writeFileSync(file, content);
    const chosen = call(app, 'sound_choose');
    await app.answerDialog(file);
    return chosen;
  };
  await assert.rejects(choose('surat.wav', Buffer.from('RIFF, a letter')), /sound_invalid/);
  assert.equal((await choose('loceng saya.wav', tone())).own_sound, 'loceng saya.wav');
  await call(app, 'reminder_test');
  const { test } = await reminders(app, (view) => view.test.verdict.kind === 'delivered');
  assert.equal(test.verdict.sound, 'played');
  // The chime is louder than this tone.
  await eventually('the tone', () => loudest(heard) > 4_000);
  assert.ok(loudest(heard) < 6_000);

  writeFileSync(join(folder(profile), 'own.sound'), 'damaged');
  await call(app, 'reminder_test');
  const damaged = await reminders(app, (view) => view.test.verdict.sound === 'file_broken');
  assert.ok(damaged.test.words.endsWith(say('core_reminder_test_sound_file_broken')));
  await eventually('the chime in its place', () => loudest(heard) > 8_000);
});

test('without a sound device the self-test and the log say so', async (t) => {
  const { app, profile } = await startWithSound(t, running(START, 60));
  writeFileSync(join(profile.home, '.asoundrc'), 'pcm.!default { type hw card 99 }\n');
  await restart(app, running(START, 60));
  await call(app, 'reminder_test');
  const { test, log } = await reminders(app, (view) => view.test.verdict.kind === 'delivered');
  assert.equal(test.verdict.sound, 'no_device');
  assert.ok(test.words.endsWith(say('core_reminder_test_sound_no_device')));
  assert.equal(
    log[0].outcome_words,
    `${say('core_reminder_on_time')}, ${say('core_reminder_sound_no_device')}`,
  );
});

test('quiet is asked for in the tray of the locked app, tells nothing, and ends by itself', async (t) => {
  const { app, heard } = await startWithSound(t, standing('2026-03-01T11:30:00+08:00'));
  await startPanel(app.desktop);
  await call(app, 'routine_save', routineItem('Rehat', 12 * 60));
  await call(app, 'routine_save', routineItem('Rehat lagi', 13 * 60));
  await call(app, 'lock_set', { current: null, kind: 'pin', secret: PIN });
  await call(app, 'lock_now');
  const labels = async () => (await trayItems(app)).map(({ label }) => label);
  const menu = (/** @type {string} */ quiet) => [
    say('core_tray_help'),
    say('core_tray_open'),
    quiet,
    say('core_tray_lock'),
    say('core_tray_quit'),
  ];
  const muted = menu(say('core_tray_sound', { until: '12:30 tengah hari' }));
  assert.deepEqual(await labels(), menu(say('core_tray_mute')));
  await pressInTray(app, say('core_tray_mute'));
  await eventually('the other word in the tray', async () => (await labels())[2] === muted[2]);
  assert.deepEqual(await labels(), muted);

  await restart(app, running('2026-03-01T11:59:30+08:00', 600));
  await notices(app, 1);
  assert.equal(loudest(heard), 0);
  await notices(app, 2);
  await eventually('the sound after quiet', () => loudest(heard) > 8_000);
  assert.deepEqual(await labels(), menu(say('core_tray_mute')));
  await stageIs(app, 'locked');

  await call(app, 'unlock', { secret: PIN });
  const { log } = await call(app, 'reminders_view');
  assert.match(log[0].outcome_words, new RegExp(say('core_reminder_sound_played')));
  assert.match(log[1].outcome_words, new RegExp(say('core_reminder_sound_silent')));
});

test('Today keeps quiet until the next prayer, and takes it back', async (t) => {
  const app = await startWithReminders(standing('2026-03-01T12:00:00+08:00'));
  t.after(() => app.close());
  await keepPrayers(app);
  await visit(app, '/today');
  const { mute_words: until } = await call(app, 'reminders_view');
  assert.match(until, /Zohor/);
  await press(app.page, say('today_mute', { until }));
  await app.page.see(say('reminders_unmute'));
  const muted = () => call(app, 'reminders_view').then((view) => view.muted_until_words);
  assert.match(await muted(), /^hingga 1:/);
  await press(app.page, say('action_undo'));
  await eventually('sounds again', async () => (await muted()) === null);
  await app.page.see(say('today_mute', { until }));
});

test('Today says that nothing shows reminders here, as long as that is so', async (t) => {
  const app = await startWithReminders(standing(), { service: false });
  t.after(() => app.close());
  await visit(app, '/today');
  await keepWalk(app);
  await app.page.see(say('today_unshown'));
  await app.desktop.notices.start();
  await app.page.execute(() => void document.dispatchEvent(new Event('visibilitychange')));
  await app.page.wait('the end of the warning', (title) => !document.body.textContent?.includes(title), [
    say('today_unshown'),
  ]);
});

test('the app starts with the system when the person wants that', async (t) => {
  const app = await startWithReminders(standing(), { service: false });
  t.after(() => app.close());
  const entry = join(app.profile.home, '.config/autostart/ukhwah.desktop');

  assert.equal((await call(app, 'reminders_view')).autostart, false);
  assert.equal((await call(app, 'autostart_save', { on: true })).autostart, true);
  assert.match(readFileSync(entry, 'utf8'), new RegExp(`^Exec="${BINARY}" --hidden$`, 'm'));
  assert.equal((await call(app, 'autostart_save', { on: false })).autostart, false);
  assert.equal(existsSync(entry), false);
});
