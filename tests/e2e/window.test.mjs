import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, lock, person } from './lib/core.mjs';
import { alive, eventually } from './lib/process.mjs';
import { byRole, press } from './lib/roles.mjs';
import { KEY } from './lib/webdriver.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const TITLE = 'Ukhwah';
const PLAIN = say('core_window_plain');
const PIN = '190487';
const RAHIM = person('Abang Rahim', '+1 202-555-0101');

test('the window comes back where it was, and as large', async (t) => {
  const app = await startApp({ size: null });
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  const wanted = { x: 120, y: 90, width: 900, height: 700 };
  await app.page.send('POST', '/window/rect', wanted);
  await eventually('the window in its new place', async () => same(await app.desktop.placeOf(TITLE), wanted));

  await app.desktop.closeWindow(TITLE);
  await eventually('the end of the app', () => !alive(app.pid));
  await app.quit().catch(() => undefined);
  await app.reopen();
  await app.page.find('#today-date');
  await eventually('the same place', async () => same(await app.desktop.placeOf(TITLE), wanted));
});

test('while the app is covered or locked, the list of windows shows but a clock', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await eventually('a plain title before anything is open', () => app.desktop.shows(PLAIN));
  await begin(app, [RAHIM]);
  await eventually('the name of the app', () => app.desktop.shows(TITLE));

  await press(app.page, say('frame_hide'));
  await eventually('a plain title over the cover', () => app.desktop.shows(PLAIN));
  await app.page.find('.cover');
  await app.page.execute(() => /** @type {HTMLElement} */ (document.querySelector('.again')).focus());
  await app.page.keys(KEY.enter);
  await eventually('the name again', () => app.desktop.shows(TITLE));

  await lock(app, PIN);
  await eventually('a plain title over the lock', () => app.desktop.shows(PLAIN));
  assert.equal(await app.desktop.shows(TITLE), false);
  await call(app, 'appearance_save', { language: 'en', theme: 'light', text_size: 100 });
  await eventually('a plain title in English', () => app.desktop.shows(words('en')('core_window_plain')));
});

test('nothing leads the window away from the app', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    answer.end('elsewhere');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  for (const address of [`http://127.0.0.1:${port}/`, 'tel:999', 'data:text/html,elsewhere']) {
    await app.page.execute((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
    }, address);
  }
  await app.page.execute(() => location.assign('/plan'));
  await byRole(app.page, 'heading', say('plan_title'));
  assert.equal(asked, 0);
  assert.deepEqual(app.opened(), []);
});

/** @param {Record<string, number>} one @param {Record<string, number>} other */
function same(one, other) {
  return Object.entries(other).every(([name, value]) => one[name] === value);
}
