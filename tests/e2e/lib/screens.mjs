// Every screen, once: the pictures and the checks for accessibility walk through this list.

import { fileURLToPath } from 'node:url';
import { startApp } from './app.mjs';
import { begin, call, lock, person, stageIs } from './core.mjs';
import { ageBackups, damage, databaseFiles } from './files.mjs';
import { readOnly, refused } from './mounts.mjs';
import { beforeInterface } from './help.mjs';
import { byRole, choose, press } from './roles.mjs';
import { STATES } from './states.mjs';
import { SYNCED } from './synced.mjs';
import { words } from './words.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./words.mjs').Language} Language */

/**
 * @typedef {object} Screen
 * @property {string} name in file names
 * @property {string | ((app: App) => Promise<string>)} [path] of the route to open; without one the screen follows
 *   from the one before it
 * @property {string} ready a selector of something that is there once the screen shows all it has
 * @property {(app: App, say: ReturnType<typeof words>) => Promise<unknown>} [enter] brings the screen into its state
 * @property {(app: App) => Promise<unknown>} [leave] ends what would disturb the screens after it
 */

/**
 * Screens that one app can show, in this order.
 * @typedef {object} Group
 * @property {string} name
 * @property {string[]} args of the app
 * @property {NodeJS.ProcessEnv} [env] of the app
 * @property {(app: App) => Promise<unknown>} prepare
 * @property {() => Promise<unknown> | undefined} [finish] ends what was begun beside the app
 * @property {string | false} [refused] why this system cannot show them
 * @property {boolean} [once] each screen follows from the one before, so there is no second walk in another language
 * @property {Screen[]} screens
 */

export const LANGUAGES = /** @type {const} */ (['ms', 'en']);
export const THEMES = /** @type {const} */ (['light', 'dark']);
const CONTACTS = fileURLToPath(new URL('../fixtures/contacts.vcf', import.meta.url));
const TABLE = fileURLToPath(new URL('../fixtures/prayer-times.csv', import.meta.url));

/** The first run, with a fresh profile: each step follows from the one before it. @type {Screen[]} */
const FIRST_RUN = [
  { name: 'first-run-1-language', ready: '.cards' },
  {
    name: 'first-run-restore',
    ready: 'main h1',
    enter: ({ page }, say) => press(page, say('welcome_have_backup')),
  },
  {
    name: 'first-run-2-religion',
    ready: '.cards',
    async enter({ page }, say) {
      await press(page, say('action_back'));
      await press(page, say('welcome_begin'));
      await byRole(page, 'heading', say('welcome_religion_title'));
    },
  },
  {
    name: 'first-run-3-person',
    ready: 'input[type=tel]',
    enter: ({ page }, say) => press(page, say('action_skip')),
  },
  {
    name: 'first-run-3-refused',
    ready: '[aria-invalid=true]',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', say('welcome_person_name'))).type('Abang Rahim');
      await press(page, say('welcome_person_save'));
    },
  },
  {
    name: 'first-run-4-lock',
    ready: '.cards',
    async enter({ page }, say) {
      await press(page, say('action_skip'));
      await choose(page, say('welcome_lock_pin'));
    },
  },
  {
    name: 'first-run-5-recovery',
    ready: '[data-testid=recovery-words] li:nth-child(15)',
    enter: ({ page }, say) => press(page, say('action_skip')),
  },
  {
    name: 'today-empty',
    ready: '#today-date',
    async enter({ page }, say) {
      await press(page, say('welcome_recovery_later'));
      await page.see(say('today_people_empty'));
    },
  },
  { name: 'help-empty', path: '/help', ready: '[aria-busy=false] [data-line-call]' },
  { name: 'people-empty', path: '/people', ready: 'main h1' },
  { name: 'plan-empty', path: '/plan', ready: 'main h1' },
  { name: 'routine-empty', path: '/routine', ready: 'main a[href="/routine/new"]' },
  { name: 'meetings-empty', path: '/meetings', ready: 'main a[href="/meetings/new"]' },
  { name: 'journal-empty', path: '/reflection/journal', ready: '.empty' },
  { name: 'path-empty', path: '/path', ready: 'main a[href="/path/begin"]' },
];

/** The pages, with a profile that is filled. @type {Screen[]} */
const PAGES = [
  { name: 'today', path: '/today', ready: 'main .ways button' },
  { name: 'help', path: '/help', ready: '[aria-busy=false] [data-first-call]' },
  {
    name: 'help-early',
    path: '/today',
    ready: '.early-first',
    async enter({ page }) {
      await beforeInterface(page);
      await (await page.find('[data-help]')).click();
    },
  },
  {
    name: 'help-number',
    path: '/help',
    ready: '[role=dialog] svg.code path',
    enter: async ({ page }) => (await page.find('[data-first-call]')).click(),
  },
  // The call before is asked about, and then answered.
  { name: 'help-asked', path: '/help', ready: '[data-testid=asked] button' },
  {
    name: 'help-tried',
    path: '/help',
    ready: '[data-testid=asked] button',
    async enter({ page }, say) {
      await press(page, say('help_asked_no'));
      await page.see(say('help_tried'));
    },
  },
  {
    name: 'help-call-back',
    path: '/help',
    ready: '[role=dialog] .current',
    enter: ({ page }, say) => press(page, new RegExp(`^${say('help_call_back')}`)),
  },
  { name: 'help-emergency', path: '/help/emergency', ready: '[data-help-title]' },
  { name: 'help-breathe', path: '/help/breathe', ready: '[data-help-title]' },
  {
    name: 'today-greet',
    path: '/today',
    ready: '[role=dialog]',
    enter: ({ page }, say) => press(page, say('people_greet_of', { name: 'Kamal' })),
  },
  { name: 'people', path: '/people', ready: 'main li' },
  { name: 'people-new', path: '/people/new', ready: 'main form' },
  { name: 'people-edit', path: editFirst, ready: 'main form' },
  { name: 'people-lines', path: '/people/lines', ready: 'main li' },
  { name: 'people-line-new', path: '/people/lines/new', ready: 'main form' },
  { name: 'people-import', path: '/people/import', ready: 'main button' },
  {
    name: 'people-import-found',
    path: '/people/import',
    ready: 'main [type=checkbox]',
    async enter(app, say) {
      await press(app.page, say('people_import_choose'));
      await app.answerDialog(CONTACTS);
    },
  },
  { name: 'plan', path: '/plan', ready: 'main section' },
  {
    name: 'plan-add',
    path: '/plan',
    ready: '[role=dialog]',
    enter: ({ page }, say) => press(page, say('plan_reason_add')),
  },
  { name: 'plan-match', path: '/plan/match', ready: 'main h1' },
  { name: 'plan-rehearse', path: '/plan/rehearse', ready: 'main h1' },
  { name: 'plan-versions', path: '/plan/versions', ready: 'main li' },
  { name: 'plan-print', path: '/plan/print', ready: 'main [type=radio]' },
  {
    name: 'today-marked',
    path: withPrayers('/today'),
    ready: 'main [aria-pressed=true]',
    enter: async ({ page }) => (await page.find('main .marks button')).click(),
  },
  { name: 'solat', path: '/solat', ready: 'main svg[role=img]' },
  {
    name: 'solat-other-date',
    path: '/solat',
    ready: 'main [type=date]',
    async enter({ page }, say) {
      await press(page, say('solat_day_after'));
      await press(page, say('solat_other_date'));
    },
  },
  { name: 'routine', path: '/routine', ready: 'main [data-handle]' },
  { name: 'routine-new', path: '/routine/new', ready: 'main form' },
  { name: 'routine-edit', path: editRoutine, ready: 'main form' },
  { name: 'routine-zikir', path: countZikir, ready: '[data-zikir]' },
  { name: 'routine-quran', path: '/routine/quran', ready: 'main form' },
  {
    name: 'routine-refused',
    path: '/routine/quran',
    ready: '[aria-invalid=true]',
    enter: ({ page }, say) => press(page, say('action_save')),
  },
  { name: 'routine-month', path: '/routine/month', ready: 'main td button' },
  {
    name: 'routine-day',
    path: '/routine/month',
    ready: '[aria-pressed=true]',
    enter: async ({ page }) => (await page.find('main td button')).click(),
  },
  { name: 'meetings', path: '/meetings', ready: 'main [aria-pressed]' },
  { name: 'meetings-new', path: '/meetings/new', ready: 'main form' },
  { name: 'meetings-about', path: aboutMeeting, ready: 'main li' },
  {
    name: 'meetings-tip',
    path: aboutMeeting,
    ready: '[role=dialog] textarea',
    enter: ({ page }, say) => press(page, say('meetings_tip_add')),
  },
  { name: 'meetings-import', path: '/meetings/import', ready: 'main button' },
  { name: 'path', path: '/path', ready: 'main dl' },
  {
    name: 'path-named',
    path: '/path',
    ready: 'main h2',
    enter: ({ page }, say) => press(page, say('path_names_show')),
  },
  { name: 'path-begin', path: '/path/begin', ready: 'main form' },
  { name: 'path-event', path: editLapse, ready: 'main form textarea' },
  { name: 'path-event-new', path: '/path/event?what=milestone', ready: 'main form' },
  { name: 'service', path: '/service', ready: 'main section li' },
  { name: 'service-new', path: '/service/entry', ready: 'main form' },
  {
    name: 'service-number',
    path: '/service/entry',
    ready: 'main form [role=status]',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', new RegExp(`^${say('service_note')}`))).type('012-345 6789');
      await page.see(say('service_number_phone'));
    },
  },
  { name: 'service-talks', path: '/service/talks', ready: 'main li' },
  { name: 'service-talk-edit', path: editTalk, ready: 'main form' },
  { name: 'service-trainings', path: '/service/trainings', ready: 'main li' },
  { name: 'service-training-edit', path: editTraining, ready: 'main form [role=switch]' },
  { name: 'service-amends', path: '/service/amends', ready: 'main li' },
  { name: 'service-amend-new', path: '/service/amend', ready: 'main form' },
  { name: 'service-export', path: '/service/export', ready: 'main table' },
  { name: 'stories', path: '/stories', ready: 'main li' },
  { name: 'stories-story', path: storyAt('story'), ready: 'main section li' },
  {
    name: 'stories-shared',
    path: storyAt('story'),
    ready: '[role=dialog] .telling',
    enter: ({ page }) => press(page, /^Pelajar tingkatan 3/),
  },
  { name: 'stories-new', path: '/stories/title', ready: 'main form' },
  { name: 'stories-part', path: storyPart, ready: 'main form' },
  { name: 'stories-version', path: storyAt('version'), ready: 'main .parts li' },
  { name: 'stories-version-edit', path: storyVersionEdit, ready: 'main form textarea' },
  { name: 'stories-before', path: storyAt('share'), ready: 'main select' },
  {
    name: 'stories-ready',
    path: storyAt('share'),
    ready: 'main .telling',
    enter: ({ page }, say) => press(page, say('action_next')),
  },
  { name: 'reflection', path: '/reflection', ready: 'main .layercake-layout-svg' },
  {
    name: 'reflection-begun',
    path: '/reflection',
    ready: 'main form [type=submit]',
    enter: async ({ page }) => (await page.find('main form .segments label')).click(),
  },
  { name: 'reflection-trends', path: '/reflection/trends', ready: 'main table' },
  { name: 'reflection-list', path: '/reflection/list', ready: 'main li' },
  { name: 'reflection-edit', path: editCheckIn, ready: 'main form' },
  { name: 'reflection-settings', path: atAnHour, ready: 'main [type=time]' },
  { name: 'journal', path: '/reflection/journal', ready: 'main li a' },
  { name: 'journal-write', path: '/reflection/journal/write', ready: 'main textarea' },
  { name: 'journal-draft', path: draftEntry, ready: 'main textarea' },
  {
    name: 'journal-too-long',
    path: '/reflection/journal/write?prompt=lighter',
    ready: '[aria-invalid=true]',
    enter: ({ page }) =>
      page.execute(() => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('main textarea'));
        area.value = 'hujan '.repeat(20_000);
        area.dispatchEvent(new Event('input', { bubbles: true }));
      }),
  },
  { name: 'journal-entry', path: readEntry, ready: 'main .text' },
  {
    name: 'journal-gone',
    path: '/reflection/journal/entry?id=00000000000000000000000000000000',
    ready: '.empty',
  },
  { name: 'search', path: '/search', ready: 'main [type=search]' },
  { name: 'search-found', path: '/search', ready: '[data-hit]', enter: lookFor('malam') },
  { name: 'search-none', path: '/search', ready: '.empty', enter: lookFor('zzz') },
  { name: 'burden', path: '/reflection/burden', ready: 'main a[href="/reflection/burden/shifts"]' },
  {
    name: 'burden-ask',
    path: '/reflection/burden',
    ready: '[role=dialog] li',
    enter: ({ page }, say) => press(page, say('burden_advice_hand_over_go')),
  },
  {
    name: 'burden-done',
    path: '/reflection/burden',
    ready: 'main [role=switch]',
    // What it says goes by the hour: the last shift of the example ended yesterday.
    enter: ({ page }, say) =>
      press(page, new RegExp(`^(${say('burden_done')}|${say('burden_done_again')})$`)),
  },
  { name: 'burden-shifts', path: '/reflection/burden/shifts', ready: 'main li' },
  { name: 'burden-shift-edit', path: editShift, ready: 'main form' },
  {
    name: 'putdown-1-name',
    path: '/reflection/burden/putdown',
    ready: 'main textarea',
    async enter({ page }, say) {
      await choose(page, say('reflection_burden_both'));
      await (await page.find('main textarea')).type('cerita yang melekat');
    },
  },
  {
    name: 'putdown-2-pause',
    ready: 'main .place',
    enter: ({ page }, say) => press(page, say('putdown_next')),
  },
  { name: 'putdown-3-down', ready: 'main .keep', enter: ({ page }, say) => press(page, say('putdown_next')) },
  {
    name: 'putdown-worse',
    ready: 'main .notice',
    enter: ({ page }, say) => press(page, say('putdown_worse')),
  },
  { name: 'reflection-pause', path: '/reflection/pause', ready: 'main .place' },
  { name: 'balance', path: '/reflection/balance', ready: 'main form' },
  { name: 'work', path: '/reflection/work', ready: 'main select' },
  {
    name: 'work-boundary',
    path: '/reflection/work',
    ready: '[role=dialog] textarea',
    enter: ({ page }, say) => press(page, say('work_boundary_add')),
  },
  { name: 'settings', path: '/settings', ready: 'main section' },
  {
    name: 'settings-erase',
    path: '/settings',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, new RegExp(`^${say('settings_erase')}`)),
  },
  { name: 'settings-lock', path: '/settings/lock', ready: 'main form' },
  { name: 'settings-recovery', path: '/settings/recovery', ready: 'main button' },
  { name: 'settings-solat', path: withPrayers('/settings/solat'), ready: 'main section' },
  {
    name: 'settings-solat-zones',
    path: '/settings/solat',
    ready: 'main ul[aria-label]',
    async enter({ page }, say) {
      await press(page, say('solat_place_change'));
      await (await byRole(page, 'searchbox', say('solat_place_search'))).type('pekan');
      await byRole(page, 'list', say('solat_place_found'));
    },
  },
  {
    name: 'settings-solat-prayer',
    path: '/settings/solat',
    ready: '[role=dialog] select',
    enter: ({ page }, say) => press(page, say('solat_prayer_change', { name: 'Maghrib' })),
  },
  {
    name: 'settings-solat-check',
    path: '/settings/solat',
    ready: 'main details',
    async enter(app, say) {
      await press(app.page, say('solat_table_file'));
      await app.answerDialog(TABLE);
    },
  },
  {
    name: 'settings-solat-mosque',
    path: '/settings/solat',
    ready: 'main ul[aria-label]',
    async enter({ page }, say) {
      await press(page, say('solat_place_change'));
      await choose(page, say('solat_place_mosque'));
      await (await byRole(page, 'textbox', say('solat_mosque'))).type('Masjid Jamek');
      await (await byRole(page, 'searchbox', say('solat_mosque_town'))).type('jasin');
      await byRole(page, 'list', say('solat_place_found'));
    },
  },
  { name: 'settings-reminders', path: '/settings/reminders', ready: 'main section' },
  { name: 'settings-reminders-test', path: testReminders, ready: '.test .left' },
  { name: 'settings-backups', path: '/settings/backups', ready: 'main form' },
  { name: 'settings-sync', path: '/settings/sync', ready: 'main a[href="/settings/sync/join"]' },
  { name: 'settings-sync-join', path: '/settings/sync/join', ready: 'main form' },
  {
    name: 'settings-sync-refused',
    path: '/settings/sync/join',
    ready: '[aria-invalid=true]',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', say('sync_join_invite'))).type('jemputan separuh');
      await press(page, say('action_next'));
    },
  },
  { name: 'settings-sync-pair', path: '/settings/sync/pair', ready: 'main form' },
  {
    name: 'settings-sync-certificate',
    path: '/settings/sync/pair',
    ready: 'main [aria-expanded=true]',
    enter: ({ page }, say) => press(page, new RegExp(`^${say('sync_authority').replace('?', '\\?')}`)),
  },
  { name: 'settings-sync-recover', path: '/settings/sync/recover', ready: 'main form' },
  { name: 'settings-sync-add', path: '/settings/sync/add', ready: '.empty' },
  { name: 'settings-sync-choices-none', path: '/settings/sync/choices', ready: '.empty' },
  { name: 'settings-sync-unfiled-none', path: '/settings/sync/unfiled', ready: '.empty' },
  {
    name: 'quick-hide',
    path: '/today',
    ready: '.cover',
    enter: ({ page }, say) => press(page, say('frame_hide')),
  },
];

/** Far from home, with a zone of Malaysia kept; then with a point and numbers of one's own. @type {Screen[]} */
const ABROAD = [
  { name: 'today-abroad', path: withPrayers('/today'), ready: 'main .marks' },
  { name: 'settings-solat-abroad', path: '/settings/solat', ready: 'main [role=note]' },
  {
    name: 'settings-solat-own',
    path: withOwnMethod,
    ready: '[aria-invalid=true]',
    async enter({ page }, say) {
      await (await byRole(page, 'textbox', say('solat_own_isha_minutes'))).type('0');
      await press(page, say('solat_own_use'));
    },
  },
];

/** @type {Screen[]} */
const LOCKED = [
  { name: 'lock-pin', path: '/today', ready: '.lock form' },
  {
    name: 'lock-wrong',
    path: '/today',
    ready: '.lock [role=alert]:not(:empty)',
    async enter({ page }, say) {
      for (const digit of '730912') await press(page, digit);
      await press(page, say('lock_open'));
    },
  },
  {
    name: 'lock-forgot',
    path: '/today',
    ready: '.lock textarea',
    enter: ({ page }, say) => press(page, say('lock_forgot')),
  },
  {
    name: 'lock-forgot-refused',
    ready: '.lock [aria-invalid=true]',
    async enter({ page }, say) {
      await (await page.find('.lock textarea')).type('satu dua tiga');
      await press(page, say('lock_recovery_open'));
    },
  },
  {
    name: 'lock-start-again',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, say('start_again')),
  },
  { name: 'lock-help', path: '/help', ready: '[aria-busy=false] [data-first-call]' },
];

/** @type {Screen[]} */
const TROUBLE = [
  {
    name: 'trouble',
    path: '/today',
    ready: 'details[open] li',
    async enter({ page }) {
      await page.find('details');
      await page.execute(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
    },
  },
  {
    name: 'trouble-start-again',
    ready: '[role=alertdialog]',
    enter: ({ page }, say) => press(page, say('start_again')),
  },
  { name: 'trouble-help', path: '/help', ready: '[aria-busy=false] [data-first-call]' },
];

/** @type {Screen[]} */
const NO_BACKUP = [
  {
    name: 'today-no-backup',
    path: '/today',
    ready: 'main a[href="/settings/backups"]',
  },
];

/** @type {Screen[]} */
const ONLY_READ = [{ name: 'today-only-read', path: '/today', ready: 'main .notice.warn' }];

/** @type {Group[]} */
export const GROUPS = [
  { name: 'first run', args: [], prepare: (app) => stageIs(app, 'fresh'), once: true, screens: FIRST_RUN },
  { name: 'pages', args: ['--demo'], prepare: (app) => app.page.find('#today-date'), screens: PAGES },
  {
    name: 'abroad',
    args: ['--demo'],
    env: { TZ: 'Asia/Riyadh' },
    prepare: (app) => app.page.find('#today-date'),
    screens: ABROAD,
  },
  {
    name: 'locked',
    args: ['--demo'],
    async prepare(app) {
      await app.page.find('#today-date');
      await lock(app, '190487');
    },
    screens: LOCKED,
  },
  { name: 'trouble', args: [], prepare: breakDatabase, screens: TROUBLE },
  { name: 'no backup', args: [], prepare: failBackups, refused, screens: NO_BACKUP },
  { name: 'only read', args: [], prepare: onlyRead, refused, screens: ONLY_READ },
  SYNCED,
  ...STATES,
];

/** The routes of the pages that need nothing done before. */
export const PATHS = [...new Set(PAGES.map(({ path }) => path).filter((path) => typeof path === 'string'))];

/** @param {App} app */
async function editFirst(app) {
  return `/people/edit?id=${(await call(app, 'people_view')).people[0].id}`;
}

/** A test under way is simply asked for anew. @param {App} app */
async function testReminders(app) {
  await call(app, 'reminder_test');
  return '/settings/reminders';
}

/** @param {App} app */
async function editCheckIn(app) {
  return `/reflection/edit?id=${(await call(app, 'checkins_view', { skip: 0 })).check_ins[0].id}`;
}

/** @param {App} app */
async function editShift(app) {
  return `/reflection/burden/shift?id=${(await call(app, 'shifts_view', { skip: 0 })).shifts[0].id}`;
}

/** The check-in is offered at nine in the evening. @param {App} app */
async function atAnHour(app) {
  const { settings, settings_seen: seen } = await call(app, 'reflection_view');
  const time = { timing: { kind: 'at', minute: 1260 }, remind: { before: 0, sound: 'chime' } };
  await call(app, 'reflection_settings_save', { seen, settings: { ...settings, time } });
  return '/reflection/settings';
}

/** @param {App} app */
async function editRoutine(app) {
  return `/routine/edit?id=${(await call(app, 'routine_view')).items[0].id}`;
}

/** @param {App} app */
async function countZikir(app) {
  const { items } = await call(app, 'routine_view');
  return `/routine/zikir?id=${items.find((/** @type {any} */ item) => item.what === 'zikir').id}`;
}

/** An entry that is done, and the one that is not. @param {App} app */
async function readEntry(app) {
  const { entries } = await call(app, 'journal_view', { tag: null, count: 0 });
  return `/reflection/journal/entry?id=${entries[0].id}`;
}

/** @param {App} app */
async function draftEntry(app) {
  const { drafts } = await call(app, 'journal_view', { tag: null, count: 0 });
  return `/reflection/journal/write?id=${drafts[0].id}`;
}

/** @param {string} text */
function lookFor(text) {
  return async (/** @type {App} */ { page }, /** @type {ReturnType<typeof words>} */ say) =>
    (await byRole(page, 'searchbox', say('search_label'))).fill(text);
}

/** The newest lapse. @param {App} app */
async function editLapse(app) {
  const [{ rows }] = (await call(app, 'path_view', { names: false })).goals;
  return `/path/event?id=${rows.find((/** @type {any} */ row) => row.kind === 'lapse').event}`;
}

/** @param {App} app */
async function editTalk(app) {
  return `/service/talk?id=${(await call(app, 'service_view')).talks[0].id}`;
}

/** @param {App} app */
async function editTraining(app) {
  return `/service/training?id=${(await call(app, 'service_view')).trainings[0].id}`;
}

/** The example story. @param {App} app */
async function exampleStory(app) {
  return call(app, 'story_view', { id: (await call(app, 'stories_view')).stories[0].id });
}

/** @param {'story' | 'version' | 'share'} page about the story, or about its version for schools */
function storyAt(page) {
  return async (/** @type {App} */ app) => {
    const story = await exampleStory(app);
    const version = story.versions.find((/** @type {any} */ one) => one.left > 0);
    return `/stories/${page}?id=${page === 'story' ? story.id : version.id}`;
  };
}

/** @param {App} app */
async function storyPart(app) {
  const story = await exampleStory(app);
  return `/stories/part?story=${story.id}&id=${story.parts[0].id}`;
}

/** @param {App} app */
async function storyVersionEdit(app) {
  const story = await exampleStory(app);
  const version = story.versions.find((/** @type {any} */ one) => one.left > 0);
  return `/stories/version/edit?story=${story.id}&id=${version.id}`;
}

/** @param {App} app */
async function aboutMeeting(app) {
  return `/meetings/about?id=${(await call(app, 'meetings_view')).meetings[0].id}`;
}

/**
 * Keeps a zone and all five prayers, Maghrib with a reminder and a jemaah.
 * @param {string} path of the screen that shows it
 */
function withPrayers(path) {
  return async (/** @type {App} */ app) => {
    const { seen, settings } = await call(app, 'prayer_settings_view');
    const place = { kind: 'zone', code: 'PHG02' };
    const on = { on: true, remind: null, jemaah: null };
    const maghrib = { on: true, remind: { before: 10, sound: 'silent' }, jemaah: 15 };
    const prayers = { fajr: on, dhuhr: on, asr: on, maghrib, isha: on };
    await call(app, 'prayer_settings_save', { seen, settings: { ...settings, place, prayers } });
    return path;
  };
}

/** Keeps a point abroad, with minutes after Maghrib. @param {App} app */
async function withOwnMethod(app) {
  const { seen, settings } = await call(app, 'prayer_settings_view');
  const place = { kind: 'point', point: '21.4225000,39.8262000' };
  await call(app, 'prayer_settings_save', { seen, settings: { ...settings, place, method: 'own 18.5 +90' } });
  return '/settings/solat';
}

/** @param {App} app */
async function breakDatabase(app) {
  await begin(app, [person('Abang Rahim', '+1 202-555-0101'), person('Zul', '+1 202-555-0102')]);
  await app.kill();
  ageBackups(app.profile);
  databaseFiles(app.profile).forEach((file) => damage(file));
  await app.reopen();
  await stageIs(app, 'trouble');
}

/** For some days no automatic backup could be made. @param {App} app */
async function failBackups(app) {
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  await app.quit();
  for (let days = 0; days < 3; days += 1) ageBackups(app.profile);
  app.options.within = readOnly('$1/profile/backups');
  await app.reopen();
  await stageIs(app, 'open');
}

/** The database may only be read; how the app looks can still be kept. @param {App} app */
async function onlyRead(app) {
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  await app.quit();
  app.options.within = readOnly('$1/profile/records.db');
  await app.reopen();
  await stageIs(app, 'open');
}

/**
 * Shows every screen of a group in both languages, or in one of them.
 * @param {Group} group
 * @param {(app: App, screen: Screen, language: Language) => Promise<void>} look called for each
 * @param {readonly Language[]} [languages]
 */
export async function walk(group, look, languages = LANGUAGES) {
  if (group.refused) {
    console.log(`left out: ${group.name}: ${group.refused}`);
    return;
  }
  const app = await startApp({ args: group.args, env: group.env ?? {} });
  try {
    await group.prepare(app);
    if (group.once) await walkOnce(app, group, look, languages);
    else await walkInEach(app, group, look, languages);
  } finally {
    await app.close();
    await group.finish?.();
  }
}

/** @param {App} app @param {Group} group @param {Parameters<typeof walk>[1]} look @param {readonly Language[]} languages */
async function walkOnce(app, group, look, languages) {
  for (const screen of group.screens) {
    await inStep(screen, async () => {
      await show(app, screen, words('ms'));
      for (const language of languages) {
        await speak(app, language);
        await app.page.settled();
        await look(app, screen, language);
      }
      await speak(app, 'ms');
      await screen.leave?.(app);
    });
  }
}

/** @param {App} app @param {Group} group @param {Parameters<typeof walk>[1]} look @param {readonly Language[]} languages */
async function walkInEach(app, group, look, languages) {
  for (const language of languages) {
    await speak(app, language);
    for (const screen of group.screens) {
      await inStep(screen, async () => {
        await show(app, screen, words(language));
        await look(app, screen, language);
        await screen.leave?.(app);
      });
    }
  }
}

/** @param {Screen} screen @param {() => Promise<void>} step */
async function inStep({ name }, step) {
  try {
    await step();
  } catch (error) {
    throw new Error(`${name}: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/**
 * Opens a screen and waits until it shows all it has.
 * @param {App} app
 * @param {Screen} screen
 * @param {ReturnType<typeof words>} say
 */
async function show(app, { path, ready, enter }, say) {
  if (path !== undefined) await visit(app, typeof path === 'string' ? path : await path(app));
  await enter?.(app, say);
  await app.page.wait(`the element ${ready}`, (ready) => document.querySelector(ready) !== null, [ready]);
  await app.page.settled();
}

/** Opens a route and waits for its page. @param {App} app @param {string} path */
export async function visit(app, path) {
  await app.page.goto(path);
  await app.page.wait(
    'a page',
    () => document.querySelector('main h1') && !document.querySelector('.opening'),
  );
  await app.page.settled();
}

/** Changes the language of everything, as the choice in Settings does. @param {App} app @param {Language} language */
export async function speak(app, language) {
  await call(app, 'appearance_save', { language, theme: 'light', text_size: 100 });
  // The page asks how the app looks when it comes to the front.
  await app.page.execute(() => void document.dispatchEvent(new Event('visibilitychange')));
  await app.page.wait(`the language ${language}`, (wanted) => document.documentElement.lang === wanted, [
    language,
  ]);
}

/** Changes the colours of the page. @param {App} app @param {typeof THEMES[number]} theme */
export async function paint(app, theme) {
  await app.page.execute((theme) => void (document.documentElement.dataset.theme = theme), theme);
  await app.page.still();
}

/** Enlarges all text as the choice in Settings does. @param {App} app @param {number} factor 2 is 200 % */
export async function enlargeText(app, factor) {
  await app.page.execute(async (factor) => {
    document.documentElement.style.fontSize = `${factor * 100}%`;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, factor);
  await app.page.still();
}
