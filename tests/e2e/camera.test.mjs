// The camera, for as long as a code is looked for: with the one that WebKit draws, and with a code held before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call } from './lib/core.mjs';
import { byRole, press } from './lib/roles.mjs';
import { Server } from './lib/server.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const DRAWN = { UKHWAH_CAMERA: 'drawn' };

/** Gives the page a code to see, wherever the camera looks. @param {App} app @param {any} qr */
async function hold(app, qr) {
  await app.page.execute((/** @type {any} */ code) => {
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    // As long as the window keeps it, nobody makes another one without this.
    /** @type {any} */ (window).media = media;
    media.getUserMedia = async (wish) => {
      for (const real of (await open(wish)).getTracks()) real.stop();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [640, 480];
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const draw = () => {
        const side = 400 / code.size;
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.fillStyle = '#eee';
        context.fillRect(0, 0, 640, 480);
        context.setTransform(side, 0, 0, side, 120, 40);
        context.fillStyle = '#111';
        context.fill(new Path2D(code.path));
      };
      setInterval(draw, 50);
      const stream = canvas.captureStream(10);
      /** @type {any} */ (window).seen = stream.getVideoTracks()[0];
      return stream;
    };
  }, qr);
}

test('without a camera nothing is said of one', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, []);
  await app.page.goto('/settings/sync/join');
  await byRole(app.page, 'button', say('sync_choose_picture'));
  const cameras = await app.page.execute(
    async () => (await navigator.mediaDevices.enumerateDevices()).length,
  );
  assert.equal(cameras, 0);
  const text = await app.page.execute(() => document.body.innerText);
  assert.equal(text.includes(say('sync_scan')), false);
});

test('the camera is on as long as the dialog is open, and no longer', async (t) => {
  const app = await startApp({ env: DRAWN });
  t.after(() => app.close());
  await begin(app, []);
  await app.page.goto('/settings/sync/join');
  // WebKit gives the camera to whoever drives it without asking the shell: who else is refused, `camera.rs` tests.
  await press(app.page, say('sync_scan'));
  await app.page.wait('the camera', () => (document.querySelector('video')?.videoWidth ?? 0) > 0);
  const state = await app.page.execute(() => {
    const stream = /** @type {MediaStream} */ (document.querySelector('video')?.srcObject);
    /** @type {any} */ (window).seen = stream.getVideoTracks()[0];
    return /** @type {any} */ (window).seen.readyState;
  });
  assert.equal(state, 'live');
  await press(app.page, say('action_cancel'));
  await app.page.wait('its end', () => /** @type {any} */ (window).seen.readyState === 'ended');
});

test('a code that is held before it is read', async (t) => {
  const server = await Server.start();
  t.after(() => server.stop());
  const old = await startApp();
  t.after(() => old.close());
  await begin(old, []);
  await call(old, 'sync_join', { text: server.invite, device_name: 'Telefon' });
  const card = await call(old, 'sync_card');

  const app = await startApp({ env: DRAWN });
  t.after(() => app.close());
  await begin(app, []);
  await app.page.goto('/settings/sync/pair');
  await hold(app, card.qr);
  await press(app.page, say('sync_scan'));
  const field = await byRole(app.page, 'textbox', say('sync_card'));
  await app.page.wait(
    'the end of the camera',
    () => /** @type {any} */ (window).seen?.readyState === 'ended',
  );
  assert.equal(await field.property('value'), card.text);
  assert.equal(await app.page.execute(() => document.querySelector('video')), null);
});
