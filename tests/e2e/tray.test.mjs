import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, lock, person } from './lib/core.mjs';
import { callFirst } from './lib/help.mjs';
import { startPanel } from './lib/panel.mjs';
import { alive, eventually } from './lib/process.mjs';
import { byRole } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { pressInTray, trayItems } from './lib/tray.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const TITLE = 'Ukhwah';
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const ENTRIES = ['help', 'open', 'lock', 'quit'].map((entry) => say(`core_tray_${entry}`));

test('closing the window leaves the app in the tray, from where it comes back, and reaches people', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await startPanel(app.desktop);
  await begin(app, [RAHIM]);
  const labels = (await trayItems(app)).map(({ label }) => label);
  assert.deepEqual(
    labels.filter((label) => ENTRIES.includes(label)),
    ENTRIES,
  );
  await stayInTray(app);

  await app.desktop.closeWindow(TITLE);
  await eventually('the window to go', async () => !(await app.desktop.shows(TITLE)));
  assert.ok(alive(app.pid));

  await pressInTray(app, say('core_tray_open'));
  await eventually('the window to come', () => app.desktop.shows(TITLE));
  await byRole(app.page, 'heading', say('settings_title'));

  await app.desktop.closeWindow(TITLE);
  await eventually('the window to go again', async () => !(await app.desktop.shows(TITLE)));
  await pressInTray(app, say('core_tray_help'));
  await eventually('the window with Help', () => app.desktop.shows(TITLE));
  await app.page.find('[data-help-title]');
  assert.equal(await callFirst(app), 'tel:+12025550101');
});

test('the tray locks, and its menu follows the language', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await startPanel(app.desktop);
  await begin(app, [RAHIM]);
  await call(app, 'lock_set', { current: null, kind: 'pin', secret: '190487' });
  await pressInTray(app, say('core_tray_lock'));
  await app.page.find('.lock form');
  await pressInTray(app, say('core_tray_help'));
  await app.page.find('[data-first-call]');

  await call(app, 'appearance_save', { language: 'en', theme: 'light', text_size: 100 });
  const english = words('en')('core_tray_quit');
  await eventually('a menu in English', async () =>
    (await trayItems(app)).some(({ label }) => label === english),
  );
});

test('the way out of the tray ends the app, also while it is locked', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await startPanel(app.desktop);
  await begin(app, [RAHIM]);
  await lock(app, '190487');
  await pressInTray(app, say('core_tray_quit'));
  await eventually('the end of the app', () => !alive(app.pid));
});

test('without the choice to stay, closing the window ends the app', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await startPanel(app.desktop);
  await begin(app, [RAHIM]);
  await app.desktop.closeWindow(TITLE);
  await eventually('the end of the app', () => !alive(app.pid));
});

test('where nobody shows icons, Settings says what closing does, and closing says it too', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await startPanel(app.desktop, { shown: false });
  await app.desktop.notices.start();
  await begin(app, [RAHIM]);
  await visit(app, '/settings');
  await app.page.see(say('settings_tray_none'));

  const { device } = await call(app, 'settings_view');
  await call(app, 'device_save', { ...device, close_to_tray: true });
  await app.desktop.closeWindow(TITLE);
  await eventually('the end of the app', () => !alive(app.pid));
  const notices = await app.desktop.notices.all();
  assert.deepEqual(
    notices.map(({ title }) => title),
    [say('core_tray_ended')],
  );
});

/** Chooses that closing leaves the app in the tray. @param {App} app */
async function stayInTray(app) {
  await visit(app, '/settings');
  await (await byRole(app.page, 'switch', say('settings_tray'))).click();
  await app.page.wait('the choice to be kept', async () => {
    const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
    return (await invoke('settings_view')).device.close_to_tray;
  });
}
