import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, person } from './lib/core.mjs';
import { callFirst, openHelp } from './lib/help.mjs';
import { IDENTIFIER, Profile } from './lib/profile.mjs';

test('a second start ends at once and leaves the first window as it is', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);

  assert.equal(await app.startSecond(), 0);
  await app.page.find('#today-date');
  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
});

test('an instance that holds the name and does not answer keeps nobody from Help', async (t) => {
  const profile = new Profile();
  const app = await startApp({ profile });
  t.after(async () => {
    await app.close();
    profile.remove();
  });
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  await app.quit();

  await app.desktop.holdName(`${IDENTIFIER}.SingleInstance`);
  await app.reopen();
  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
});
