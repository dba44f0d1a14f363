// What screens show besides their usual self: refused forms, dialogs, what was removed, and a plan being written. Listed
// apart from the screens, by what brings an app into these states.

import { join } from 'node:path';
import { begin, call, lock, person } from './core.mjs';
import { callFirst, closeNumber } from './help.mjs';
import { byRole, choose, field, fromMenu, press, set } from './roles.mjs';
import { KEY } from './webdriver.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./screens.mjs').Screen} Screen */
/** @typedef {import('./screens.mjs').Group} Group */

const REASON = 'Kucing saya';
const NEIGHBOUR = 'Jiran lama';

/** @type {Screen[]} */
const PLAN = [
  {
    name: 'plan-refused',
    path: '/plan',
    ready: '[role=dialog] [aria-invalid=true]',
    async enter({ page }, say) {
      await press(page, say('plan_reason_add'));
      await press(page, say('action_save'));
    },
  },
  {
    name: 'plan-leave',
    ready: '[role=alertdialog]',
    async enter({ page }) {
      await (await page.find('[role=dialog] textarea')).type('Anak saya');
      await page.keys(KEY.escape);
    },
  },
  {
    name: 'plan-edit',
    path: '/plan',
    ready: '[role=dialog] [role=switch]',
    enter: async ({ page }) => (await page.find('.reasons button')).click(),
  },
  {
    name: 'plan-person',
    path: '/plan',
    ready: '[role=dialog] select',
    enter: ({ page }, say) => press(page, say('plan_ask_add')),
  },
  {
    name: 'plan-place',
    path: '/plan',
    ready: '[role=dialog] form',
    enter: ({ page }, say) => press(page, say('plan_places_add')),
  },
  {
    name: 'plan-goal',
    path: '/plan',
    ready: '[role=dialog] form',
    enter: ({ page }, say) => press(page, say('plan_goals_add')),
  },
  {
    name: 'plan-order',
    path: '/plan',
    ready: 'main [data-handle]',
    enter: ({ page }, say) => press(page, say('plan_order_of', { part: say('plan_sign') })),
  },
  {
    name: 'plan-removed',
    path: withReason,
    ready: '.toast',
    async enter({ page }, say) {
      await (await page.find('.reasons li:last-child button')).click();
      await press(page, say('action_remove'));
      await page.find('.toast');
      await unfold({ page });
    },
  },
  {
    name: 'plan-erase',
    ready: '[role=dialog] [type=checkbox]',
    enter: ({ page }, say) => press(page, say('plan_erase_of', { text: REASON })),
  },
  {
    name: 'plan-match-response',
    path: '/plan/match',
    ready: '.so-far',
    enter: async ({ page }) => (await page.find('.choice')).click(),
  },
  {
    name: 'plan-match-card',
    ready: '.say',
    enter: async ({ page }) => (await page.find('.choice')).click(),
  },
  { name: 'plan-card', path: editCard, ready: 'main .if-then' },
  {
    name: 'plan-version',
    path: '/plan/versions',
    ready: 'main .if-then',
    enter: async ({ page }) => (await page.find('main li:nth-child(2) a')).click(),
  },
  {
    name: 'plan-version-use',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, say('plan_version_use')),
  },
  {
    name: 'plan-print-nothing',
    path: '/plan/print',
    ready: 'main .notice',
    enter: ({ page }, say) => press(page, say('plan_print_open')),
  },
];

/** @type {Screen[]} */
const FORMS = [
  { name: 'people-refused', path: '/people/new', ready: '[aria-invalid=true]', enter: save },
  {
    name: 'people-leave',
    path: '/people/new',
    ready: '[role=alertdialog]',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', say('people_name'))).type(NEIGHBOUR);
      await (await page.find('main header a')).click();
    },
  },
  {
    name: 'people-saved',
    path: '/people/new',
    ready: '.toast',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', say('people_name'))).type(NEIGHBOUR);
      await press(page, say('action_save'));
    },
  },
  {
    name: 'people-trash',
    path: withoutNeighbour,
    ready: 'details[open] li',
    enter: unfold,
  },
  {
    name: 'people-erase',
    ready: '[role=dialog] [type=checkbox]',
    enter: ({ page }, say) => press(page, say('people_erase_of', { name: NEIGHBOUR })),
  },
  { name: 'people-line-refused', path: '/people/lines/new', ready: '[aria-invalid=true]', enter: save },
  {
    name: 'routine-menu',
    path: '/routine',
    ready: '[role=menu]',
    enter: async ({ page }) => (await page.find('main [aria-haspopup=menu]')).click(),
  },
  {
    name: 'routine-removed',
    path: '/routine',
    ready: 'details[open] li',
    async enter(app, say) {
      const { items } = await call(app, 'routine_view');
      const options = say('routine_options_of', { title: items[0].title });
      await fromMenu(app.page, options, say('routine_trash_this'));
      await app.page.find('.toast');
      await unfold(app);
    },
  },
  {
    name: 'routine-uzur',
    path: '/routine',
    ready: '[role=dialog] [type=date]',
    enter: ({ page }, say) => press(page, say('routine_uzur_begin')),
  },
  { name: 'stories-refused', path: '/stories/title', ready: '[aria-invalid=true]', enter: save },
  {
    name: 'stories-order',
    path: firstStory,
    ready: 'main [data-handle]',
    enter: ({ page }, say) => press(page, say('plan_order_of', { part: say('stories_parts') })),
  },
  { name: 'meetings-refused', path: '/meetings/new', ready: '[aria-invalid=true]', enter: save },
  {
    name: 'settings-lock-refused',
    path: '/settings/lock',
    ready: '[aria-invalid=true]',
    async enter({ page }, say) {
      await choose(page, say('welcome_lock_pin'));
      await (await field(page, say('welcome_lock_new_pin'))).type('1111');
      await (await field(page, say('welcome_lock_repeat'))).type('1111');
      await press(page, say('settings_lock_save'));
    },
  },
  {
    name: 'settings-backups-chosen',
    path: '/settings/backups',
    ready: 'main [aria-invalid=true]',
    async enter(app, say) {
      const file = join(app.profile.home, 'simpanan.ukb');
      const saved = call(app, 'backup_save', { with: 'passphrase', passphrase: 'tiga ekor ikan biru' });
      await app.answerDialog(file);
      await saved;
      await press(app.page, say('restore_choose'));
      await app.answerDialog(file);
      await (await field(app.page, say('restore_passphrase'))).type('dua ekor ikan biru');
      await press(app.page, say('restore_start'));
    },
  },
  {
    name: 'settings-backups-saving',
    path: '/settings/backups',
    ready: 'main [role=progressbar]',
    enter: ({ page }, say) => press(page, say('settings_backup_save')),
    leave: (app) => app.answerDialog(null),
  },
];

/** @type {Screen[]} */
const ONE = [
  { name: 'stories-empty', path: '/stories', ready: 'main a[href="/stories/title"]' },
  {
    name: 'help-all-tried',
    path: '/help',
    ready: '[aria-busy=false] [data-line-call]',
    async enter(app, say) {
      await callFirst(app);
      await closeNumber(app.page);
      await press(app.page, say('help_asked_no'));
      await app.page.see(say('help_after_no_last'));
    },
  },
  {
    name: 'help-chat-unopened',
    path: '/help',
    ready: '[data-testid=asked] p',
    async enter(app, say) {
      const name = 'Abang Rahim';
      const number = '+1 202 555 0101';
      app.profile.launchers('refuse');
      await press(app.page, say('help_whatsapp_to', { name }));
      await app.page.see(say('help_chat_not_opened', { channel: say('help_whatsapp'), name, number }));
      app.profile.launchers('open');
    },
  },
];

/** A lapse as it is noted, one screen after the other. @type {Screen[]} */
const LAPSE = [
  { name: 'path-lapse-safe', path: '/path/lapse', ready: 'main [data-first-call]' },
  {
    name: 'path-lapse-who',
    ready: 'main .rungs',
    enter: ({ page }, say) => press(page, say('path_safe_yes')),
  },
  {
    name: 'path-lapse-told',
    ready: 'main [role=note]',
    enter: ({ page }, say) => press(page, say('path_next')),
  },
  {
    name: 'path-lapse-before',
    ready: 'main textarea',
    enter: ({ page }, say) => press(page, say('path_told_write')),
  },
  {
    name: 'path-lapse-pick',
    ready: 'main details[open] li',
    enter: unfold,
  },
  {
    name: 'path-lapse-helped',
    ready: 'main textarea',
    async enter({ page }, say) {
      await (await page.find('main details li button')).click();
      await press(page, say('path_next'));
      await byRole(page, 'heading', say('path_helped_title'));
    },
  },
  {
    name: 'path-lapse-kept',
    ready: 'main .if-then',
    async enter({ page }, say) {
      await (await page.find('main textarea')).type('saya telefon kakak');
      await press(page, say('action_save'));
    },
  },
  {
    name: 'path-lapse-refused',
    ready: '[aria-invalid=true]',
    async enter({ page }, say) {
      await set(page, say('path_date'), '2999-01-01');
      await press(page, say('action_save'));
    },
  },
  { name: 'path-lapsed', path: '/path', ready: 'main .lead' },
];

/** @type {Screen[]} */
const GUESSED = [{ name: 'lock-waits', path: guessed, ready: '.lock [role=timer]' }];

/** @param {App} app */
const filled = (app) => app.page.find('#today-date');

/** @type {Group[]} */
export const STATES = [
  { name: 'the plan at work', args: ['--demo'], prepare: filled, screens: PLAN },
  { name: 'forms', args: ['--demo'], prepare: filled, screens: FORMS },
  {
    name: 'one person',
    args: [],
    prepare: (app) => begin(app, [person('Abang Rahim', '+1 202-555-0101')]),
    screens: ONE,
  },
  {
    name: 'a lapse',
    args: [],
    prepare: (app) => begin(app, [person('Abang Rahim', '+1 202-555-0101')]),
    once: true,
    screens: LAPSE,
  },
  {
    name: 'guessed',
    args: ['--demo'],
    prepare: async (app) => {
      await filled(app);
      await lock(app, '190487');
    },
    once: true,
    screens: GUESSED,
  },
];

/** @type {NonNullable<Screen['enter']>} */
function save({ page }, say) {
  return press(page, say('action_save'));
}

/** Opens what is folded away. @param {Pick<App, 'page'>} app */
async function unfold({ page }) {
  await page.find('details');
  await page.execute(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
}

/** Adds a reason, to be removed. @param {App} app */
async function withReason(app) {
  const request = { id: null, seen: null, part: 'reason', text: REASON, person: null, on_lock_screen: false };
  await call(app, 'plan_item_save', request);
  return '/plan';
}

/** @param {App} app */
async function firstStory(app) {
  return `/stories/story?id=${(await call(app, 'stories_view')).stories[0].id}`;
}

/** @param {App} app */
async function editCard(app) {
  return `/plan/match?card=${(await call(app, 'plan_view')).cards[0].id}`;
}

/** Whoever was added before lies in the trash. @param {App} app */
async function withoutNeighbour(app) {
  const { people } = await call(app, 'people_view');
  for (const { id, name } of people) if (name === NEIGHBOUR) await call(app, 'person_trash', { id });
  return '/people';
}

/** Somebody guessed the PIN until there is a wait. @param {App} app */
async function guessed(app) {
  const stage = async () => (await call(app, 'app_view')).stage;
  while ((await stage()).wait === 0) await call(app, 'unlock', { secret: '730912' }).catch(() => undefined);
  return '/today';
}
