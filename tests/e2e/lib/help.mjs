// What a person does in Help, and what comes of it.

import { readFileSync } from 'node:fs';
import jsqrModule from 'jsqr';
import { cut, decode } from './png.mjs';

// The package is CommonJS and calls its only export `default`, as its types do not say.
const jsqr = /** @type {typeof jsqrModule.default} */ (/** @type {any} */ (jsqrModule));

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./webdriver.mjs').Page} Page */

/** Help once all of it is drawn: the first person comes before the others. */
const WHOLE = '.help[aria-busy=false]';

/** Opens Help by its button, which is on every screen. @param {Page} page */
export async function openHelp(page) {
  await (await page.find('[data-help]')).click();
  await page.find('[data-help-title]');
}

const PAGE = readFileSync(new URL('../../../ui/src/app.html', import.meta.url), 'utf8');

/** Brings the page to where it stands before the interface is loaded. @param {Page} page */
export async function beforeInterface(page) {
  await page.execute(
    (body) => {
      document.body.innerHTML = body.replace(/<script.*<\/script>/, '');
      const script = document.createElement('script');
      script.src = '/_app/early.js';
      document.body.append(script);
    },
    PAGE.slice(PAGE.indexOf('<body>') + 6, PAGE.indexOf('<div class="app-root">')),
  );
  await page.wait('the ladder', () => /** @type {any} */ (window).ukhwahEarly?.view);
}

/** Who comes first now. @param {Page} page @returns {Promise<string>} the name */
export async function firstName(page) {
  return (await (await page.find('[data-first-call] .name')).text()).trim();
}

/** Waits until somebody comes first. @param {Page} page @param {string} name */
export async function firstIs(page, name) {
  await page.wait(
    `${name} as the first person`,
    (name) => document.querySelector('[data-first-call] .name')?.textContent?.trim() === name,
    [name],
  );
}

/** The names on the ladder as Help shows them, first to last. @param {Page} page @returns {Promise<string[]>} */
export async function names(page) {
  await page.find(WHOLE);
  return page.execute(() =>
    [...document.querySelectorAll('[data-first-call] .name, li button.call .name')]
      .filter((one) => !one.closest('[data-line-call]') && one.checkVisibility())
      .map((one) => one.textContent?.trim() ?? ''),
  );
}

/**
 * Touches the first person, and waits for what the system was given.
 * @param {App} app
 * @returns {Promise<string>} the address
 */
export async function callFirst(app) {
  const before = app.opened().length;
  await (await app.page.find('[data-first-call]')).click();
  return newest(app, before);
}

/** The address that was handed over after so many others. @param {App} app @param {number} before */
export async function newest(app, before) {
  const opened = await app.profile.waitForOpened(before + 1, 30_000);
  return opened[before].address;
}

/** The number in the dialog, as it is written there. @param {Page} page @returns {Promise<string>} */
export async function shownNumber(page) {
  return (await page.find('[data-testid=number]')).property('textContent');
}

/** Closes the number that is shown, and waits until it is gone. @param {Page} page */
export async function closeNumber(page) {
  await page.find('[role=dialog]');
  await page.settled();
  await (await page.find('[role=dialog] button[aria-label]')).click();
  await page.wait('no dialog', () => !document.querySelector('[role=dialog]'));
}

/** Closes Help, and the number that it shows. @param {Page} page */
export async function leaveHelp(page) {
  await closeNumber(page);
  await (await page.find('header .actions button:last-child')).click();
  await page.wait('the page below Help', () => !document.querySelector('[data-help-title]'));
}

/** Reads the QR code in the dialog with a camera that is held before it. @param {App} app @returns {Promise<string>} */
export async function scan({ page }) {
  await page.wait('the QR code', () => document.querySelector('[role=dialog] svg.code path') !== null);
  await page.settled();
  const box = await page.execute(() => {
    const { x, y, width, height } = /** @type {Element} */ (
      document.querySelector('[role=dialog] svg.code')
    ).getBoundingClientRect();
    return { x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width) - 1, height: Math.floor(height) - 1 };
  });
  const code = cut(decode(await page.screenshot()), box);
  const found = jsqr(code.data, code.width, code.height);
  if (!found) throw new Error('no QR code can be read on the screen');
  return found.data;
}
