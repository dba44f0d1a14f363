import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { callFirst, openHelp } from './lib/help.mjs';
import { byRole, choose, field, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const SECRET = 'tiga ekor ikan biru';
const PEOPLE = [person('Abang Rahim', '+1 202-555-0101'), person('Zul', '+1 202-555-0102')];

test('a backup that was saved with a passphrase brings everyone back on a new computer', async (t) => {
  const before = await startApp();
  t.after(() => before.close());
  await begin(before, PEOPLE);
  await before.page.goto('/settings/backups');
  await choose(before.page, say('settings_backup_passphrase'));
  await (await field(before.page, say('settings_backup_new_passphrase'))).type(SECRET);
  await press(before.page, say('settings_backup_save'));
  const file = join(before.profile.home, 'simpanan.ukb');
  const dialog = await before.answerDialog(file);
  assert.deepEqual([dialog.method, dialog.title], ['SaveFile', say('core_file_target')]);
  assert.match(String(dialog.name), /^simpanan-\d{4}-\d\d-\d\d\.ukb$/);
  await before.page.see(say('settings_backup_done', { file: 'simpanan.ukb' }));
  assert.ok(!readFileSync(file).includes('Rahim'), 'the file cannot be read without the passphrase');

  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await press(page, say('welcome_have_backup'));
  await press(page, say('restore_choose'));
  await app.answerDialog(file);
  await page.see(say('restore_file', { file: 'simpanan.ukb' }));
  const secret = await field(page, say('restore_passphrase'));
  await secret.type('dua ekor ikan biru');
  await press(page, say('restore_start'));
  await page.see(say('refusal_wrong_secret'));
  await secret.fill(SECRET);
  await press(page, say('restore_start'));
  await byRole(page, 'heading', say('today_title'));
  const { people } = await call(app, 'people_view');
  assert.deepEqual(
    people.map((/** @type {any} */ one) => one.name),
    ['Abang Rahim', 'Zul'],
  );
  await openHelp(page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
});

test('a backup that waits for its file is asked for once, also where its page goes away', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, PEOPLE);
  await page.goto('/settings/backups');
  await press(page, say('settings_backup_save'));
  await page.find('main [role=progressbar]');
  await page.goto('/settings/backups');
  await app.answerDialog(null);
  const saved = call(app, 'backup_save', { with: 'passphrase', passphrase: SECRET });
  // Were the first one asked for again, this would be an answer to that, and the second one would wait for ever.
  await app.answerDialog(join(app.profile.home, 'simpanan.ukb'));
  assert.equal((await saved).file, 'simpanan.ukb');
});

test('a backup that is damaged, cut off or none at all is answered with a sentence, and nothing changes', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, PEOPLE);
  const [good, flipped, cut, other] = ['a', 'b', 'c', 'd'].map((name) =>
    join(app.profile.home, `${name}.ukb`),
  );
  const saved = call(app, 'backup_save', { with: 'passphrase', passphrase: SECRET });
  await app.answerDialog(good);
  await saved;
  const bytes = readFileSync(good);
  writeFileSync(cut, bytes.subarray(0, -1000));
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(flipped, bytes);
  writeFileSync(other, 'bukan sandaran');

  await page.goto('/settings/backups');
  for (const [file, sentence] of [
    [other, 'refusal_not_a_backup'],
    [cut, 'refusal_backup_damaged'],
  ]) {
    await press(page, say('restore_choose'));
    await app.answerDialog(file);
    await page.see(say(sentence));
  }
  await press(page, say('restore_choose'));
  await app.answerDialog(flipped);
  await (await field(page, say('restore_passphrase'))).type(SECRET);
  await press(page, say('restore_start'));
  await page.see(say('refusal_backup_damaged'));
  assert.equal((await call(app, 'people_view')).people.length, 2);
});
