// Pictures of what a test has just brought about, for docs/screens.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIZE } from './app.mjs';
import { decode, encode } from './png.mjs';
import { paint } from './screens.mjs';
import { closeMessages } from './touch.mjs';

/** @typedef {import('./app.mjs').App} App */

/**
 * Keeps a picture of the page where somebody wants pictures: UKHWAH_PICTURES names the folder.
 * @param {App} app
 * @param {string} name of the file, without its ending
 * @param {object} [look]
 * @param {'laptop'} [look.size] for once; a phone otherwise, as the test goes on
 * @param {'dark'} [look.theme]
 * @param {string} [look.top] a selector of what stands at the top; the page's beginning otherwise
 */
export async function picture({ page }, name, { size, theme, top } = {}) {
  const folder = process.env.UKHWAH_PICTURES;
  if (folder === undefined) return;
  await closeMessages(page);
  await page.pointAway();
  if (size) await page.resize(SIZE[size]);
  if (theme) await paint(/** @type {App} */ ({ page }), theme);
  await page.execute((top) => {
    const room = 16;
    const y =
      top === null ? 0 : (document.querySelector(top)?.getBoundingClientRect().top ?? 0) + scrollY - room;
    scrollTo({ top: y, behavior: 'instant' });
  }, top ?? null);
  await page.settled();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), encode(decode(await page.screenshot())));
  if (theme) await paint(/** @type {App} */ ({ page }), 'light');
  if (size) await page.resize(SIZE.phone);
}
