import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { call, stageIs } from './lib/core.mjs';
import { folder } from './lib/files.mjs';
import { eventually } from './lib/process.mjs';
import {
  discreet,
  keepWalk,
  notices,
  reminders,
  restart,
  routineItem,
  running,
  standing,
  startWithReminders,
} from './lib/reminders.mjs';

test('a notification service that hangs is said and listed, and holds up no later reminder', async (t) => {
  const app = await startWithReminders(standing(), { service: false });
  t.after(() => app.close());
  await call(app, 'routine_save', routineItem('Rehat', 12 * 60));
  await call(app, 'routine_save', routineItem('Rehat lagi', 12 * 60 + 2));
  await call(app, 'routine_save', routineItem('Rehat akhir', 12 * 60 + 30));
  const release = await app.desktop.holdName('org.freedesktop.Notifications');
  await restart(app, running('2026-03-01T11:59:30+08:00', 60));

  const view = await reminders(app, (view) => view.log.length === 2);
  assert.equal(view.service, false);
  assert.deepEqual(
    view.log.map((/** @type {any} */ one) => one.outcome),
    ['failed', 'failed'],
  );

  await release();
  await app.desktop.notices.start();
  assert.deepEqual(await notices(app, 1), [discreet('12:30 tengah hari')]);
  await reminders(app, (view) => view.log[0].outcome === 'delivered');
});

test('started with the system, it shows no window, reminds, and comes when it is called', async (t) => {
  const app = await startApp({ size: null, env: standing() });
  t.after(() => app.close());
  await app.desktop.notices.start();
  await stageIs(app, 'fresh');
  await call(app, 'begin');
  await call(app, 'welcome_done');
  await keepWalk(app);
  assert.ok(await app.desktop.shows('Ukhwah'));
  app.options.args = ['--hidden'];
  await restart(app, running('2026-03-01T16:59:30+08:00', 60));

  assert.deepEqual(await notices(app, 1), [discreet('5 petang')]);
  assert.equal(await app.desktop.shows('Ukhwah'), false);
  assert.equal(await app.startSecond(), 0);
  await eventually('the window', () => app.desktop.shows('Ukhwah'));
});

test('a start that never gets as far as the database still reminds', async (t) => {
  const app = await startWithReminders(standing());
  t.after(() => app.close());
  await keepWalk(app);
  await app.quit();
  // Whoever reads it waits for ever.
  const keys = join(folder(app.profile), 'keys.json');
  rmSync(keys);
  execFileSync('mkfifo', [keys]);
  app.options.env = { ...app.options.env, ...running('2026-03-01T16:59:30+08:00', 60) };
  await app.reopen();
  assert.deepEqual(await notices(app, 1), [discreet('5 petang')]);
  await stageIs(app, 'opening');
  await app.kill();
});
