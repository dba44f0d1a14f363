// What a person does through the screens from day to day, on a phone.

import { answer, byRole, fromMenu, press, touch } from './roles.mjs';
import { words } from './words.mjs';

/** @typedef {import('./app.mjs').App} App */

const say = words('ms');

/** Goes to a part that the bar below has no room for, for example `nav_path`. @param {App} app @param {string} part */
export async function open({ page }, part) {
  await fromMenu(page, say('nav_more'), say(part));
  await byRole(page, 'heading', say(part));
}

/**
 * Makes a check-in, and waits until it stands among those of today.
 * @param {App} app
 * @param {{ heaviness: number, craving?: number, energy?: number, burden?: 'mine' | 'client' | 'both', body?: string[],
 *   note?: string }} answers `body` are the keys of feelings, for example `tired`
 * @param {() => Promise<void>} [before] it is kept
 */
export async function checkIn({ page }, { heaviness, craving, energy, burden, body = [], note }, before) {
  await touch(page, 'link', say('nav_reflection'));
  await answer(page, say('reflection_heaviness'), String(heaviness));
  if (burden) await answer(page, say('reflection_burden'), say(`reflection_burden_${burden}`));
  if (craving) await answer(page, say('reflection_craving'), String(craving));
  if (energy) await answer(page, say('reflection_energy'), String(energy));
  for (const part of body) await press(page, say(`reflection_${part}`));
  if (note) await (await byRole(page, 'textbox', say('reflection_note'))).type(note);
  await before?.();
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('reflection_today'));
}

/**
 * Notes with one touch that a shift is over, and what was more or less than in the last one.
 * @param {App} app
 * @param {{ heavy?: number, night_calls?: number }} [more] fewer where it is negative
 */
export async function shiftOver({ page }, more = {}) {
  await touch(page, 'link', say('nav_reflection'));
  await touch(page, 'link', new RegExp(`^${say('burden_title')}`));
  await press(page, say('burden_done'));
  await byRole(page, 'heading', say('burden_last'));
  for (const [what, by] of Object.entries(more)) {
    const key = by > 0 ? 'burden_count_more' : 'burden_count_less';
    const name = say(key, { what: say(`burden_${what}`) });
    for (let times = 0; times < Math.abs(by); times += 1) await press(page, name);
  }
}

/** What the page says. @param {App} app @returns {Promise<string>} */
export function text({ page }) {
  return page.execute(() => document.body.innerText.replace(/\s+/g, ' '));
}

/** Waits until Today shows a day. @param {App} app @param {string} date */
export async function dateIs({ page }, date) {
  await page.wait(
    `the day ${date}`,
    (date) => document.querySelector('#today-date')?.textContent?.trim().startsWith(date),
    [date],
  );
}

/** Waits until the path shows these, in this order, and nothing else. @param {App} app @param {string[]} wanted */
export async function built({ page }, wanted) {
  await page.wait(
    `${wanted} as what was built`,
    (wanted) => {
      const shown = [...document.querySelectorAll('main dd')].map((one) => one.textContent?.trim());
      return JSON.stringify(shown) === JSON.stringify(wanted);
    },
    [wanted],
  );
}

/** The rows of the table of trends by what they are about. @param {App} app @param {string} newest */
export async function table({ page }, newest) {
  const rows = await page.wait(
    `the row ${newest}`,
    (newest) => {
      const rows = [...document.querySelectorAll('main tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
      );
      return rows[0]?.[0] === newest ? rows : null;
    },
    [newest],
  );
  return Object.fromEntries(rows.map(([about, ...cells]) => [about, cells]));
}

/** Title and second line of each row of a list. @param {App} app @param {string} label @returns {Promise<string[][]>} */
export async function rows({ page }, label) {
  await byRole(page, 'list', label);
  return page.execute((label) => {
    const list = document.querySelector(`main ul[aria-label="${label}"]`);
    const words = (/** @type {Element} */ row, /** @type {string} */ part) =>
      row.querySelector(part)?.textContent ?? '';
    return [...(list?.children ?? [])].map((row) => [words(row, '.title'), words(row, '.sub')]);
  }, label);
}
