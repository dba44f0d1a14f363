// What a person does in Help, and what comes of it.

import jsqr from 'jsqr';
import { decode } from './png.mjs';
import { settled } from './screens.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {import('./webdriver.mjs').Page} Page */

/** Opens Help by its button, which is on every screen. @param {Page} page */
export async function openHelp(page) {
  await (await page.find('[data-help]')).click();
  await page.find('[data-help-title]');
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
export function names(page) {
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

/** Closes the number that is shown, and waits until it is gone. @param {Page} page */
export async function closeNumber(page) {
  await (await page.find('[role=dialog] button[aria-label]')).click();
  await page.wait('no dialog', () => !document.querySelector('[role=dialog]'));
}

/** Closes Help, and the number that it shows. @param {Page} page */
export async function leaveHelp(page) {
  await closeNumber(page);
  await (await page.find('header .actions button:last-child')).click();
  await page.wait('the page below Help', () => !document.querySelector('[data-help-title]'));
}

/** Reads the QR code on the page as a camera does. @param {App} app @returns {Promise<string>} */
export async function scan(app) {
  const { page } = app;
  await page.wait('the QR code', () => document.querySelector('[role=dialog] svg.code path'));
  await settled(app);
  const { data, width, height } = decode(await page.screenshot());
  const found = jsqr(data, width, height);
  if (!found) throw new Error('no QR code is on the screen');
  return found.data;
}
