// Two real apps, each on a desktop of its own, and the real server: what one writes stands on the other's screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call, edited, person } from './lib/core.mjs';
import { callFirst, openHelp } from './lib/help.mjs';
import { eventually } from './lib/process.mjs';
import { byRole, press, touch } from './lib/roles.mjs';
import { Server } from './lib/server.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const ZUL = person('Zul', '+1 202-555-0102');

/** @param {App} app @param {string} label @param {string} text */
async function write(app, label, text) {
  const field = await byRole(app.page, 'textbox', label);
  // What stands in an empty field need not be cleared, and one below the window cannot be.
  await ((await field.property('value')) === '' ? field.type(text) : field.fill(text));
}

/** @param {App} app @param {string} label @returns {Promise<string>} */
async function written(app, label) {
  return (await byRole(app.page, 'textbox', label)).property('value');
}

/** Waits until everything was copied. @param {App} app */
async function copied(app) {
  await eventually('everything copied', async () => {
    const { link } = await call(app, 'sync_now');
    return link?.pending === 0 && link.trouble === null;
  });
}

/** @param {App} app @returns {Promise<string[]>} */
async function people(app) {
  const view = await call(app, 'people_view');
  return view.people.map((/** @type {any} */ one) => one.name).sort();
}

/** Joins the organization through the screens. @param {App} app @param {string} invite */
async function join(app, invite) {
  await app.page.goto('/settings/sync');
  await touch(app.page, 'link', new RegExp(say('sync_join_row')));
  await write(app, say('sync_join_invite'), invite);
  await press(app.page, say('action_next'));
  await app.page.see(/127\.0\.0\.1:\d+/.exec(invite)?.[0] ?? '');
  await press(app.page, say('sync_join_go'));
  await app.page.see(say('sync_devices'));
  await copied(app);
}

/** Lets a second device in through the screens of both. @param {App} old @param {App} fresh */
async function pair(old, fresh) {
  await old.page.goto('/settings/sync/add');
  const card = await written(old, say('sync_add_card_words'));
  await fresh.page.goto('/settings/sync/pair');
  await write(fresh, say('sync_card'), card);
  await write(fresh, say('sync_device_name'), 'Laptop rumah');
  await press(fresh.page, say('action_next'));
  const code = await written(fresh, say('sync_pair_words'));
  await write(old, say('sync_add_code'), code);
  await press(old.page, say('action_next'));
  const digits = await (await fresh.page.find('[data-testid=digits]')).text();
  await write(old, say('sync_add_digits'), digits.replace(/\D/g, ''));
  await old.page.see(say('sync_add_name', { name: 'Laptop rumah' }));
  await press(old.page, say('sync_add_go'));
  await fresh.page.see(say('sync_pair_done'));
  await copied(fresh);
}

test('phone and laptop hold the same records, and the server can read none of them', async (t) => {
  const server = await Server.start();
  t.after(() => server.stop());
  const phone = await startApp({ size: SIZE.phone });
  t.after(() => phone.close());
  await begin(phone, [RAHIM]);
  await join(phone, server.invite);

  const laptop = await startApp();
  t.after(() => laptop.close());
  await begin(laptop, []);
  await pair(phone, laptop);
  assert.deepEqual(await people(laptop), ['Abang Rahim']);
  // Help on the second device knows them too, with the next touch.
  await openHelp(laptop.page);
  assert.equal(await callFirst(laptop), 'tel:+12025550101');

  // What one writes comes to the other's screen by itself, while it is shown.
  await laptop.page.goto('/people');
  await call(phone, 'person_save', ZUL);
  await copied(phone);
  await laptop.page.see('Zul');

  // Both change one person out of reach of each other: nothing of it is lost, and one question is left.
  for (const app of [phone, laptop]) await call(app, 'sync_save', { on_request: true });
  const opened = await Promise.all(
    [phone, laptop].map(async (app) => (await call(app, 'people_view')).people[0]),
  );
  await call(phone, 'person_save', edited(opened[0], { note: 'Isnin dia kerja malam' }));
  await call(
    laptop,
    'person_save',
    edited(opened[1], { note: 'Dah pindah ke Temerloh', role_words: 'Ustaz', role: 'other' }),
  );
  for (const app of [phone, laptop, phone]) {
    await call(app, 'sync_now');
    await copied(app);
  }
  await phone.page.goto('/settings/sync/choices');
  await phone.page.see('Dah pindah ke Temerloh');
  await touch(phone.page, 'button', `${say('choices_keep')}: Isnin dia kerja malam`);
  await press(phone.page, say('choices_keep'));
  await phone.page.see(say('choices_none'));
  for (const app of [phone, laptop]) {
    await call(app, 'sync_now');
    await copied(app);
    const { note, role_words } = (await call(app, 'people_view')).people[0];
    assert.deepEqual([note, role_words], ['Isnin dia kerja malam', 'Ustaz']);
    assert.equal((await call(app, 'sync_view')).choices, 0);
    await call(app, 'sync_save', { on_request: false });
  }

  await phone.page.goto('/settings/sync');
  await press(phone.page, say('sync_remove_of', { name: 'Laptop rumah' }));
  await press(phone.page, say('action_remove'));
  await phone.page.see(say('sync_removed', { name: 'Laptop rumah' }));
  await eventually('the removed laptop', async () => (await call(laptop, 'sync_view')).link === null);
  assert.deepEqual(await people(laptop), ['Abang Rahim', 'Zul'], 'what it has stays');

  for (const word of ['Rahim', '2025550101', 'Laptop rumah'])
    assert.equal(server.bytes().includes(word), false, word);
});

test('the 15 words bring everything back to a new phone, and leaving keeps it', async (t) => {
  const server = await Server.start();
  t.after(() => server.stop());
  const lost = await startApp();
  t.after(() => lost.close());
  await begin(lost, [RAHIM, ZUL]);
  await join(lost, server.invite);
  const { text: card } = await call(lost, 'sync_card');
  const { words: code } = await call(lost, 'recovery_view');

  const phone = await startApp({ size: SIZE.phone });
  t.after(() => phone.close());
  await begin(phone, []);
  await phone.page.goto('/settings/sync/recover');
  await write(phone, say('sync_card'), card);
  await write(phone, say('sync_recover_words'), code.join(' '));
  await press(phone.page, say('sync_recover_go'));
  await phone.page.see(say('sync_devices'));
  await copied(phone);
  assert.deepEqual(await people(phone), ['Abang Rahim', 'Zul']);
  assert.equal((await call(phone, 'sync_view')).link.devices.length, 1, 'the lost one is out');

  await phone.page.goto('/settings/sync');
  await touch(phone.page, 'button', new RegExp(say('sync_leave')));
  await press(phone.page, say('sync_leave_confirm'));
  await phone.page.see(say('sync_join_row'));
  assert.deepEqual(await people(phone), ['Abang Rahim', 'Zul']);
});
