import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { damage, databaseFiles } from './lib/files.mjs';
import { callFirst, leaveHelp, names, openHelp } from './lib/help.mjs';
import { byRole, openPart, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const PEOPLE = [person('Abang Rahim', '+1 202-555-0101'), person('Zul', '+1 202-555-0102')];

/** @type {{ claim: string, text: string, harm: (app: App) => void }[]} */
const HARMS = [
  {
    claim: 'deleted',
    text: 'trouble_database_missing',
    harm: (app) => databaseFiles(app.profile).forEach((file) => rmSync(file)),
  },
  {
    claim: 'damaged',
    text: 'trouble_damaged',
    harm: (app) => databaseFiles(app.profile).forEach((file) => damage(file)),
  },
];

for (const { claim, text, harm } of HARMS) {
  test(`with the database ${claim}, Help still lists everyone, and a backup brings them back`, async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    // The end of the first run makes a backup of what is there by then.
    await begin(app, PEOPLE);
    await app.kill();

    const [database] = databaseFiles(app.profile);
    harm(app);
    const left = existsSync(database);
    await app.reopen();
    await byRole(app.page, 'heading', say('trouble_title'));
    await app.page.see(say(text));
    await app.page.see(say('trouble_safe'));
    assert.equal(existsSync(database), left, 'nothing was deleted and nothing was made');

    await openHelp(app.page);
    assert.deepEqual(await names(app.page), ['Abang Rahim', 'Zul']);
    assert.equal(await callFirst(app), 'tel:+12025550101');
    await leaveHelp(app.page);

    await openPart(app.page, say('trouble_backups'));
    await press(app.page, new RegExp(`^${say('trouble_backup_use')}: `));
    await byRole(app.page, 'alertdialog', new RegExp('.'));
    await press(app.page, say('trouble_backup_use'));
    await byRole(app.page, 'heading', say('today_title'));
    const { people } = await call(app, 'people_view');
    assert.deepEqual(
      people.map((/** @type {any} */ one) => one.name),
      ['Abang Rahim', 'Zul'],
    );
  });
}

test('whoever has no key and no backup can erase everything and start again', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, PEOPLE);
  await app.kill();
  const before = readFileSync(databaseFiles(app.profile)[0]);
  for (const file of databaseFiles(app.profile)) damage(file);
  await app.reopen();
  const [database] = databaseFiles(app.profile);

  await press(app.page, say('start_again'));
  await app.page.see(say('start_again_lost'));
  await press(app.page, say('action_cancel'));
  await byRole(app.page, 'heading', say('trouble_title'));
  assert.equal(readFileSync(database).length, before.length, 'nothing was erased');

  await press(app.page, say('start_again'));
  await press(app.page, say('start_again_confirm'));
  await byRole(app.page, 'button', say('welcome_begin'));
  assert.ok(!existsSync(database));
  await begin(app, [PEOPLE[1]]);
  await openHelp(app.page);
  assert.deepEqual(await names(app.page), ['Zul']);
});

test('with the list in Help damaged too, the lines and 999 are there', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, PEOPLE);
  await app.kill();
  const [database] = databaseFiles(app.profile);
  damage(database);
  damage(database.replace('records.db', 'help.card'));

  await app.reopen();
  await byRole(app.page, 'heading', say('trouble_title'));
  await openHelp(app.page);
  await app.page.see(say('help_builtin_only'));
  await press(app.page, say('help_call_emergency'));
  assert.equal((await app.profile.waitForOpened(1))[0].address, 'tel:999');
});

test('a page that throws says so calmly; Help and the other pages work, and it can be tried again', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, PEOPLE);
  // An answer of the core that no page can be made of.
  await page.execute(() => {
    const real = window.fetch;
    window.fetch = (address, options) => {
      if (!String(address).endsWith('/plan_view')) return real(address, options);
      const headers = { 'content-type': 'application/json', 'tauri-response': 'ok' };
      return Promise.resolve(new Response('{}', { headers }));
    };
    Object.assign(window, { mend: () => (window.fetch = real) });
  });

  await (await byRole(page, 'link', say('nav_plan'))).click();
  await byRole(page, 'heading', say('error_title'));
  await page.see(say('error_text'));
  await openHelp(page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
  await leaveHelp(page);
  await byRole(page, 'heading', say('error_title'));
  await (await byRole(page, 'link', say('nav_today'))).click();
  await byRole(page, 'heading', say('today_title'));

  await (await byRole(page, 'link', say('nav_plan'))).click();
  await byRole(page, 'heading', say('error_title'));
  await page.execute(() => /** @type {any} */ (window).mend());
  await press(page, say('action_retry'));
  await byRole(page, 'heading', say('plan_title'));
});
