import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { openHelp } from './lib/help.mjs';
import { byRole, choose } from './lib/roles.mjs';
import { PATHS, visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

const say = words('en');

/** @type {[path: string, title: string][]} */
const TITLES = [
  ['/today', 'today_title'],
  ['/people', 'people_title'],
  ['/people/new', 'people_edit_new'],
  ['/people/import', 'people_import_title'],
  ['/people/lines', 'people_lines_title'],
  ['/plan', 'plan_title'],
  ['/plan/print', 'plan_print_title'],
  ['/plan/versions', 'plan_versions'],
  ['/settings', 'settings_title'],
  ['/settings/lock', 'settings_lock'],
  ['/settings/recovery', 'settings_recovery'],
  ['/settings/backups', 'settings_backups'],
  ['/help', 'help_title'],
  ['/help/emergency', 'emergency_title'],
  ['/help/breathe', 'breathe_title'],
];

// Words that no English sentence of the app holds and nearly every Malay one does.
const MALAY =
  /\b(yang|dan|untuk|dengan|tidak|tak|boleh|anda|saya|ini|itu|dari|ke|di|pada|belum|sudah|dah|orang|hari|telefon|hingga)\b/gi;

test('after English is chosen in Settings, every screen is in English, also after a restart', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  const { page } = app;
  await page.find('#today-date');
  assert.equal(await page.execute(() => document.documentElement.lang), 'ms');

  await visit(app, '/settings');
  await choose(page, 'English');
  await byRole(page, 'heading', say('settings_title'));
  await page.wait('the choice to be kept', async () => {
    const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
    return (await invoke('app_view')).appearance.language === 'en';
  });
  await app.quit();
  await app.reopen();

  await byRole(app.page, 'heading', say('today_title'));
  assert.equal(await app.page.execute(() => document.documentElement.lang), 'en');
  for (const [path, title] of TITLES) {
    await visit(app, path);
    await byRole(app.page, 'heading', say(title));
  }
});

test('in English no Malay word is left on any screen but what the person wrote', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await choose(page, 'English');
  await (await byRole(page, 'button', say('welcome_begin'))).click();
  await (await byRole(page, 'button', say('action_skip'))).click();
  await byRole(page, 'heading', say('welcome_person_title'));
  await page.execute(() => /** @type {any} */ (window).__TAURI_INTERNALS__.invoke('welcome_done'));
  await byRole(page, 'heading', say('today_title'));

  const found = [];
  for (const path of PATHS) {
    await visit(app, path);
    found.push(...(await malay(app)).map((line) => `${path}: ${line}`));
  }
  await openHelp(page);
  assert.deepEqual(found, []);
});

/** The lines of the page with a Malay word in them, names of lines and of languages aside. @param {import('./lib/app.mjs').App} app */
async function malay({ page }) {
  const text = await page.execute(() => document.body.innerText);
  return text.split('\n').filter((line) => line.match(MALAY) && line !== 'Bahasa Melayu');
}
