// Every screen, once: the pictures and the checks for accessibility walk through this list.

import { call, lock, person, stageIs } from './core.mjs';
import { ageBackups, damage, databaseFiles } from './files.mjs';
import { openHelp } from './help.mjs';
import { byRole, press } from './roles.mjs';
import { words } from './words.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./words.mjs').Language} Language */

export const LANGUAGES = /** @type {const} */ (['ms', 'en']);
export const THEMES = /** @type {const} */ (['light', 'dark']);
export const PIN = '190487';

/**
 * @typedef {object} Screen
 * @property {string} name in file names
 * @property {string} [path] of the route to open; without it the screen follows from the one before it
 * @property {string} ready a selector of something that is there once the screen shows all it has
 * @property {(app: App, say: ReturnType<typeof words>) => Promise<unknown>} [enter] brings the screen into its state
 * @property {boolean} [lasting] does not go back to what it was: only once, at the end
 */

/** The first run, with a fresh profile: each step follows from the one before it. @type {Screen[]} */
export const FIRST_RUN = [
  { name: 'first-run-1-language', ready: '.cards' },
  { name: 'first-run-restore', ready: 'main h1', enter: ({ page }, say) => press(page, say('welcome_have_backup')) },
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
    name: 'first-run-4-lock',
    ready: '.cards',
    async enter({ page }, say) {
      await press(page, say('action_skip'));
      await (await byRole(page, 'radio', say('welcome_lock_pin'))).click();
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
  { name: 'help-empty', path: '/help', ready: '[data-line-call]' },
  { name: 'people-empty', path: '/people', ready: 'main h1' },
  { name: 'plan-empty', path: '/plan', ready: 'main h1' },
];

/** The pages, with a profile that is filled. @type {Screen[]} */
export const PAGES = [
  { name: 'today', path: '/today', ready: 'main .name' },
  { name: 'help', path: '/help', ready: '[data-first-call]' },
  { name: 'help-number', path: '/help', ready: '[role=dialog] svg.code path', enter: showNumber },
  { name: 'help-asked', path: '/help', ready: '[data-testid=asked] button', enter: askedAfter },
  { name: 'help-tried', path: '/help', ready: '[data-testid=asked] button', enter: tried },
  {
    name: 'help-call-back',
    path: '/help',
    ready: '[role=dialog] .current',
    async enter({ page }) {
      await (await page.find('.call-back')).click();
    },
  },
  { name: 'help-emergency', path: '/help/emergency', ready: '[data-help-title]' },
  { name: 'help-breathe', path: '/help/breathe', ready: '[data-help-title]' },
  { name: 'people', path: '/people', ready: 'main li' },
  {
    name: 'people-greet',
    path: '/today',
    ready: '[role=dialog]',
    enter: ({ page }, say) => press(page, new RegExp(`^${say('people_greet_of', { name: '' }).trim()}`)),
  },
  { name: 'people-new', path: '/people/new', ready: 'main form' },
  { name: 'people-edit', ready: 'main form', enter: editFirst },
  { name: 'people-lines', path: '/people/lines', ready: 'main li' },
  { name: 'people-line-new', path: '/people/lines/new', ready: 'main form' },
  { name: 'people-import', path: '/people/import', ready: 'main button' },
  { name: 'plan', path: '/plan', ready: 'main section' },
  { name: 'plan-match', path: '/plan/match', ready: 'main h1' },
  { name: 'plan-rehearse', path: '/plan/rehearse', ready: 'main h1' },
  { name: 'plan-versions', path: '/plan/versions', ready: 'main li' },
  { name: 'plan-print', path: '/plan/print', ready: '[type=radio]' },
  { name: 'settings', path: '/settings', ready: 'main section' },
  { name: 'settings-lock', path: '/settings/lock', ready: 'main form' },
  { name: 'settings-recovery', path: '/settings/recovery', ready: 'main button' },
  { name: 'settings-backups', path: '/settings/backups', ready: 'main form' },
  {
    name: 'quick-hide',
    path: '/today',
    ready: '.cover',
    async enter({ page }, say) {
      await page.find('#today-date');
      await press(page, say('frame_hide'));
    },
  },
];

/** The lock screen. @type {Screen[]} */
export const LOCKED = [
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
  { name: 'lock-forgot', path: '/today', ready: 'textarea', enter: ({ page }, say) => press(page, say('lock_forgot')) },
  {
    name: 'lock-help',
    path: '/today',
    ready: '[data-first-call]',
    async enter({ page }) {
      await page.find('.lock');
      await openHelp(page);
    },
  },
];

/** What the app says when the database does not open. @type {Screen[]} */
export const TROUBLE = [
  {
    name: 'trouble-damaged',
    path: '/today',
    ready: 'details',
    async enter({ page }) {
      await page.find('details');
      await page.execute(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
    },
  },
];

/** The routes of all pages that open without anything done before. */
export const PATHS = [...new Set(PAGES.flatMap(({ path }) => path ?? []))];

/** Opens a route and waits until it shows all it has. @param {App} app @param {string} path */
export async function visit(app, path) {
  const page = PAGES.find((one) => one.path === path);
  await app.page.goto(path);
  await app.page.find('main h1');
  if (page && !page.enter) await app.page.wait(page.name, (ready) => document.querySelector(ready), [page.ready], 10_000).catch(() => undefined);
  await settled(app);
}
