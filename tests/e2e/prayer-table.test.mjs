import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startApp } from './lib/app.mjs';
import { begin, call, lock, stageIs } from './lib/core.mjs';
import { byRole, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('node:http').ServerResponse} Answer */
/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const TABLE = readFileSync(fileURLToPath(new URL('fixtures/prayer-times.csv', import.meta.url)));
const PIN = '730912';

/**
 * A server on this computer, in the place of the official one.
 * @param {import('node:test').TestContext} t
 */
async function serve(t) {
  /** @type {string[]} */
  const asked = [];
  /** @type {((answer: Answer) => void)[]} */
  const waiting = [];
  /** @type {Answer[]} */
  const answers = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const next = waiting.shift();
    if (next) next(answer);
    else answers.push(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}/jadual`,
    asked,
    /** The next request, once the app has made it. @returns {Promise<Answer>} */
    request: () =>
      new Promise((resolve) => {
        const answer = answers.shift();
        if (answer) resolve(answer);
        else waiting.push(resolve);
      }),
  };
}

/**
 * Someone in the zone of the fixture who has allowed fetching, on the page that fetches.
 * @param {import('node:test').TestContext} t
 * @param {string} patience in milliseconds
 */
async function fetching(t, patience = '60000') {
  const server = await serve(t);
  const app = await startApp({ env: { UKHWAH_TABLES: `${server.address} ${patience}` } });
  t.after(() => app.close());
  await begin(app, []);
  await call(app, 'profile_save', { religion: true, sex: null, prefer_same_sex: false });
  const { seen, settings } = await call(app, 'prayer_settings_view');
  await call(app, 'prayer_settings_save', {
    seen,
    settings: { ...settings, place: { kind: 'zone', code: 'PHG02' } },
  });
  await app.page.goto('/settings/solat');
  await (await byRole(app.page, 'switch', new RegExp(`^${say('solat_table_download_on')}`))).click();
  return { app, server };
}

/** Sends the head and a part of the table. @param {Answer} answer */
function sendHalf(answer) {
  answer.writeHead(200, { 'content-length': TABLE.length });
  answer.write(TABLE.subarray(0, TABLE.length / 2));
}

/** @param {App} app */
const times = async (app) => (await call(app, 'solat_view', { date: '2025-03-05' })).source;

test('a table comes from the address that is shown, with progress, and counts once it is accepted', async (t) => {
  const { app, server } = await fetching(t);
  const { page } = app;
  await page.see(`${server.address}?zone=PHG02`);
  assert.deepEqual(server.asked, [], 'nothing is fetched before it is asked for');

  await press(page, say('solat_table_download'));
  const answer = await server.request();
  assert.deepEqual(server.asked, ['/jadual?zone=PHG02']);
  await byRole(page, 'progressbar', say('solat_table_downloading'));
  sendHalf(answer);
  await page.see('50%');
  answer.end(TABLE.subarray(TABLE.length / 2));
  await byRole(page, 'heading', say('solat_check'));
  assert.equal(await times(app), 'computed');
  await press(page, say('solat_check_use'));
  await page.see(say('solat_check_used'));
  assert.equal(await times(app), 'official');
});

test('a fetch that is stopped hangs up, says nothing, and can begin again', async (t) => {
  const { app, server } = await fetching(t);
  const { page } = app;
  await press(page, say('solat_table_download'));
  const answer = await server.request();
  sendHalf(answer);
  await page.see('50%');
  const gone = once(answer, 'close');
  await press(page, say('solat_table_download_stop'));
  await gone;
  await page.wait('the progress gone', () => document.querySelector('[role=progressbar]') === null);
  const focused = await page.execute(() => document.activeElement?.textContent?.trim());
  assert.equal(focused, say('solat_table_download'), 'the keyboard goes on where the fetch began');
  assert.doesNotMatch(
    await page.execute(() => document.body.innerText),
    new RegExp(`${say('refusal_cancelled')}|${say('solat_check')}`),
  );

  await press(page, say('solat_table_download'));
  (await server.request()).end(TABLE);
  await byRole(page, 'heading', say('solat_check'));
});

test('a lock ends a fetch, and nothing of it waits behind the lock', async (t) => {
  const { app, server } = await fetching(t);
  await press(app.page, say('solat_table_download'));
  const answer = await server.request();
  sendHalf(answer);
  const gone = once(answer, 'close');
  await lock(app, PIN);
  await gone;
  await call(app, 'unlock', { secret: PIN });
  await stageIs(app, 'open');
  await assert.rejects(call(app, 'table_accept', { shifts: [] }), /not_found/);
  assert.equal(await times(app), 'computed');
});

test('a server that does not go on is given up, in a sentence', async (t) => {
  const { app, server } = await fetching(t, '1500');
  await press(app.page, say('solat_table_download'));
  sendHalf(await server.request());
  await app.page.see(say('refusal_no_answer'));
  await app.page.wait('the progress gone', () => document.querySelector('[role=progressbar]') === null);
});

test('a broken answer, a page that is no table and a refusal are told apart', async (t) => {
  const { app, server } = await fetching(t);
  const { page } = app;
  await press(page, say('solat_table_download'));
  const broken = await server.request();
  sendHalf(broken);
  await page.see('50%');
  broken.destroy();
  await page.see(say('refusal_answer_cut_off'));

  await press(page, say('solat_table_download'));
  (await server.request()).writeHead(503).end();
  await page.see(say('refusal_answer_refused'));

  await press(page, say('solat_table_download'));
  (await server.request()).end('<!doctype html><title>Penyelenggaraan</title>');
  await page.see(say('solat_check_refused_all'));
  assert.equal(await times(app), 'computed');
});
