import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person, stageIs } from './lib/core.mjs';
import { folder } from './lib/files.mjs';
import { callFirst, leaveHelp, openHelp } from './lib/help.mjs';
import { byRole, field, openPart, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');

test('with the keyring emptied behind its back, the recovery code opens everything again', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  const code = (await call(app, 'recovery_view')).words.join(' ');
  await app.logInAgain('unlocked', () => app.profile.emptyKeyring());

  const { page } = app;
  await byRole(page, 'heading', say('trouble_title'));
  await page.see(say('trouble_key_missing'));
  await press999(app);

  await openPart(app.page, say('trouble_recovery'));
  await (await field(page, say('lock_recovery_label'))).type(code.toUpperCase());
  await page.see(say('lock_recovery_count', { count: 15 }));
  await press(page, say('lock_recovery_open'));
  await byRole(page, 'heading', say('today_title'));
  assert.deepEqual(
    (await call(app, 'people_view')).people.map((/** @type {any} */ one) => one.name),
    ['Abang Rahim'],
  );
  await openHelp(page);
  assert.equal(await callFirst(app), 'tel:+12025550101');

  // From here on the keyring holds the keys again.
  await app.kill();
  await app.reopen();
  await byRole(app.page, 'heading', say('today_title'));
});

test('recovery words that are not the right ones are answered with a sentence', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  const code = (await call(app, 'recovery_view')).words;
  await app.logInAgain('unlocked', () => app.profile.emptyKeyring());

  await byRole(app.page, 'heading', say('trouble_title'));
  await openPart(app.page, say('trouble_recovery'));
  const box = await field(app.page, say('lock_recovery_label'));
  await box.type([...code.slice(0, 14), 'qwertz'].join(' '));
  await press(app.page, say('lock_recovery_open'));
  await app.page.see(say('refusal_recovery_word_unknown', { place: 15 }));
  await box.fill(code.slice(1).join(' '));
  await press(app.page, say('lock_recovery_open'));
  await app.page.see(say('refusal_recovery_word_count'));
});

test('without a keyring the first run offers no PIN and says that the key lies on this computer', async (t) => {
  const app = await startApp({ keyring: 'none' });
  t.after(() => app.close());
  const { page } = app;
  await press(page, say('welcome_begin'));
  for (const title of ['welcome_religion_title', 'welcome_person_title']) {
    await byRole(page, 'heading', say(title));
    await press(page, say('action_skip'));
  }
  await byRole(page, 'heading', say('welcome_lock_title'));
  await page.see(say('welcome_lock_no_keychain'));
  await page.see(say('welcome_lock_no_keychain_help'));
  await byRole(page, 'radio', say('welcome_lock_passphrase'));
  const choices = await page.execute(() =>
    [...document.querySelectorAll('[type=radio]')].map((one) => one.getAttribute('value')),
  );
  assert.deepEqual(choices, ['passphrase', 'none']);

  await press(page, say('action_skip'));
  await press(page, say('welcome_recovery_later'));
  await byRole(page, 'heading', say('today_title'));
  await page.see(say('today_key'));
  const settings = await call(app, 'settings_view');
  assert.deepEqual([settings.key_on_disk, settings.cards_key_on_disk], [true, true]);
  await assert.rejects(
    call(app, 'lock_set', { current: null, kind: 'pin', secret: '190487' }),
    /pin_needs_keychain/,
  );
});

test('without a keyring a passphrase locks, and Help answers', async (t) => {
  const app = await startApp({ keyring: 'none' });
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  const secret = 'tiga ekor ikan biru';
  await call(app, 'lock_set', { current: null, kind: 'passphrase', secret });
  assert.ok(!existsSync(join(folder(app.profile), 'main.key')), 'the key no longer lies bare on the disk');

  await app.kill();
  await app.reopen();
  await byRole(app.page, 'button', say('lock_open'));
  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
  await leaveHelp(app.page);
  await (await field(app.page, say('lock_passphrase_label'))).type(secret);
  await press(app.page, say('lock_open'));
  await byRole(app.page, 'heading', say('today_title'));
});

/** @type {{ keyring: import('./lib/desktop.mjs').Keyring, claim: string }[]} */
const SILENT = [
  { keyring: 'hanging', claim: 'that never answers' },
  { keyring: 'locked', claim: 'that stays locked' },
];

for (const { keyring, claim } of SILENT) {
  test(`with a keyring ${claim}, the window and Help answer at once, and nothing is lost`, async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    await begin(app, [RAHIM]);

    await app.logInAgain(keyring);
    await press999(app);
    await byRole(app.page, 'heading', say('trouble_title'));
    await app.page.see(say('trouble_keychain_silent'));

    await app.logInAgain();
    await stageIs(app, 'open');
    assert.equal((await call(app, 'people_view')).people.length, 1);
  });
}

/** Opens Help, calls 999, and comes back. @param {import('./lib/app.mjs').App} app */
async function press999(app) {
  const before = app.opened().length;
  await openHelp(app.page);
  await press(app.page, say('help_call_emergency'));
  const opened = await app.profile.waitForOpened(before + 1);
  assert.equal(opened[before].address, 'tel:999');
  await leaveHelp(app.page);
}
