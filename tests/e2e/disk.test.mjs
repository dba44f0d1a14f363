import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { callFirst, leaveHelp, names, openHelp } from './lib/help.mjs';
import { mounted, readOnly, refused } from './lib/mounts.mjs';
import { byRole, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');

test(
  'on a disk that is full, what was typed stays, and is kept once there is room',
  { skip: refused },
  async (t) => {
    const app = await startApp({ within: mounted('mkdir -p "$1" && mount -t tmpfs -o size=8m tmpfs "$1"') });
    t.after(() => app.close());
    const { page } = app;
    await begin(app, [RAHIM]);
    // The app's own view of its folder: the test stands outside that mount.
    const fill = join('/proc', String(app.pid), 'root', app.profile.data, 'fill');
    fillUp(fill);

    await page.goto('/people/new');
    await (await byRole(page, 'textbox', say('people_name'))).type('Zul');
    await press(page, say('action_save'));
    await page.see(say('refusal_disk_full'));
    assert.deepEqual(await listed(app), ['Abang Rahim']);
    await openHelp(page);
    assert.equal(await callFirst(app), 'tel:+12025550101', 'Help needs no room');

    rmSync(fill);
    await leaveHelp(page);
    await press(page, say('action_save'));
    await byRole(page, 'heading', say('people_title'));
    assert.deepEqual(await listed(app), ['Abang Rahim', 'Zul']);
  },
);

test(
  'in a folder that cannot be written, the app says so, and everyone is there to read and to reach',
  { skip: refused },
  async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    await begin(app, [RAHIM]);
    await app.quit();
    app.options.within = readOnly('$1');
    await app.reopen();
    await app.page.see(say('today_only_read'));
    assert.deepEqual(await listed(app), ['Abang Rahim']);
    await openHelp(app.page);
    assert.deepEqual(await names(app.page), ['Abang Rahim']);
    assert.equal(await callFirst(app), 'tel:+12025550101');
  },
);

/** @param {import('./lib/app.mjs').App} app */
async function listed(app) {
  const { people } = await call(app, 'people_view');
  return people.map((/** @type {any} */ one) => one.name);
}

/** Writes until nothing more fits. @param {string} path */
function fillUp(path) {
  for (const size of [1 << 20, 1 << 12]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      assert.equal(/** @type {NodeJS.ErrnoException} */ (error).code, 'ENOSPC');
    }
  }
}
