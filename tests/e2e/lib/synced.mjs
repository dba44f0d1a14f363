// The copy on a person's other devices as it stands once they have joined: a real server, and a second device let in.

import { startApp } from './app.mjs';
import { begin, call, edited, person } from './core.mjs';
import { byRole, press } from './roles.mjs';
import { Server } from './server.mjs';
import { KEY } from './webdriver.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./screens.mjs').Screen} Screen */
/** @typedef {import('./screens.mjs').Group} Group */

const LAPTOP = 'Laptop rumah';

/** @param {App} app */
const escape = (app) => app.page.keys(KEY.escape);

/** @type {Screen[]} */
const SCREENS = [
  { name: 'settings-sync-joined', path: '/settings/sync', ready: 'main .address' },
  {
    name: 'settings-sync-leave',
    path: '/settings/sync',
    ready: '[role=dialog] ul',
    enter: ({ page }, say) => press(page, new RegExp(`^${say('sync_leave')}`)),
    leave: escape,
  },
  { name: 'settings-sync-choices', path: '/settings/sync/choices', ready: 'main li' },
  {
    name: 'settings-sync-choices-ask',
    path: '/settings/sync/choices',
    ready: '[role=alertdialog]',
    enter: async ({ page }, say) =>
      (await byRole(page, 'button', new RegExp(`^${say('choices_keep')}`))).click(),
    leave: escape,
  },
  { name: 'settings-sync-unfiled', path: '/settings/sync/unfiled', ready: 'main dl' },
  {
    name: 'settings-sync-unfiled-ask',
    path: '/settings/sync/unfiled',
    ready: '[role=dialog] ul',
    enter: async ({ page }, say) =>
      (await byRole(page, 'button', new RegExp(`^${say('people_erase')}`))).click(),
    leave: escape,
  },
  { name: 'settings-sync-add-card', path: '/settings/sync/add', ready: 'main form' },
  {
    name: 'settings-recovery-renew',
    path: '/settings/recovery',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, say('settings_renew_go')),
    leave: escape,
  },
  {
    name: 'settings-sync-remove',
    path: '/settings/sync',
    ready: '[role=dialog] [role=status]:not(:empty)',
    async enter({ page }, say) {
      await press(page, say('sync_remove_of', { name: LAPTOP }));
      await (await byRole(page, 'checkbox', new RegExp(`^${say('sync_remove_lost')}`))).click();
    },
  },
  {
    name: 'settings-sync-new-words',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, say('action_remove')),
    leave: escape,
  },
];

/** @type {Server | undefined} */
let server;

/** @type {Group} */
export const SYNCED = {
  name: 'two devices',
  args: [],
  async prepare(app) {
    server = await Server.start();
    await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
    await writeTwice(app);
    await call(app, 'sync_join', { text: server.invite, device_name: 'Telefon' });
    const laptop = await startApp();
    try {
      await begin(laptop, []);
      await letIn(app, laptop);
      await writeIntoTheErased(app, laptop);
    } finally {
      await laptop.close();
    }
  },
  finish: () => server?.stop(),
  once: true,
  screens: SCREENS,
};

/**
 * Leaves two versions of a person's note: a form that was opened twice stands for a second device.
 * @param {App} app
 */
async function writeTwice(app) {
  const { people } = await call(app, 'people_view');
  for (const note of [
    'Boleh telefon lepas Isyak. Isnin dia kerja malam.',
    'Pindah ke Temerloh. Telefon pagi saja.',
  ])
    await call(app, 'person_save', edited(people[0], { note }));
}

/**
 * One device erases a story while the other goes on writing it.
 * @param {App} phone @param {App} laptop
 */
async function writeIntoTheErased(phone, laptop) {
  const { id } = await call(phone, 'story_save', { title: 'Malam pertama' });
  for (const app of [phone, laptop]) await call(app, 'sync_now');
  await call(laptop, 'story_part_save', {
    story: id,
    title: 'Di surau',
    text: 'Abang Zul tunggu di surau. Saya ceritakan semuanya, dan dia tak terkejut.',
  });
  await call(phone, 'story_erase', { target: { kind: 'story', id }, purge_backups: false });
  for (const app of [laptop, phone]) await call(app, 'sync_now');
}

/** @param {App} old @param {App} fresh */
async function letIn(old, fresh) {
  const { text: card } = await call(old, 'sync_card');
  const { text } = await call(fresh, 'sync_pair_begin', { card, device_name: LAPTOP });
  await call(old, 'sync_offer_read', { text });
  const { digits } = await call(fresh, 'sync_pair_step');
  await call(old, 'sync_offer_confirm', { digits });
  await call(fresh, 'sync_pair_step');
}
