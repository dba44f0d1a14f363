import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SIZE } from './lib/app.mjs';
import { ALL, COLOUR, LAYOUT, clipped, shown, violations } from './lib/axe.mjs';
import { tabThrough } from './lib/roles.mjs';
import { GROUPS, LANGUAGES, enlargeText, paint, walk } from './lib/screens.mjs';

/** @typedef {import('./lib/app.mjs').App} App */
/** @typedef {import('./lib/screens.mjs').Group} Group */
/** @typedef {import('./lib/words.mjs').Language} Language */

// Each screen is seen in both languages in every look. What says nothing of places and sizes is asked once, and again where
// other elements show: in light colours all of it, in dark ones the colours. In this order the window and the text change
// least often, and both end as they were.
const LOOKS = /** @type {const} */ ([
  { name: 'phone', size: SIZE.phone, text: 1 },
  { name: 'small phone', size: SIZE.small, text: 1 },
  { name: 'small phone with text of 200 %', size: SIZE.small, text: 2 },
  { name: 'laptop with text of 200 %', size: SIZE.laptop, text: 2 },
  { name: 'laptop', size: SIZE.laptop, text: 1 },
]);

/** What one app shows. @typedef {{ group: Group, languages: readonly Language[] }} Walk */

const WALKS = GROUPS.flatMap((group) =>
  group.once ? walks(group, [LANGUAGES]) : walks(group, [['ms'], ['en']]),
).sort((a, b) => steps(b) - steps(a));

/** @param {Group} group @param {readonly (readonly Language[])[]} languages @returns {Walk[]} */
function walks(group, languages) {
  return languages.map((languages) => ({ group, languages }));
}

/** @param {Walk} walk */
function steps({ group, languages }) {
  return group.screens.length * languages.length;
}

// Two apps at a time, the longest walks first: nothing here is about how long something takes, and each app has a display of
// its own.
suite('every screen can be read and reached by everyone', { concurrency: 2 }, () => {
  for (const { group, languages } of WALKS) {
    test(`${group.name}, ${languages.join(' and ')}`, async () => {
      /** @type {string[]} */
      const found = [];
      await walk(
        group,
        async (app, screen, language) => {
          for (const { name, faults } of await lookAt(app, seenOf(screen))) {
            found.push(...faults.map((fault) => `${screen.name}, ${language}, ${name}: ${fault}`));
          }
          if (language === 'ms') {
            const { unreached } = await tabThrough(app.page);
            found.push(...unreached.map((element) => `${screen.name}: not reached by Tab: ${element}`));
          }
        },
        languages,
      );
      assert.deepEqual(found, []);
    });
  }
});

/** Which elements each screen has shown, in whatever language. @type {Map<string, Set<string>>} */
const SEEN = new Map();

/** @param {import('./lib/screens.mjs').Screen} screen */
function seenOf({ name }) {
  const seen = SEEN.get(name) ?? new Set();
  SEEN.set(name, seen);
  return seen;
}

/**
 * What is wrong, by the look.
 * @param {App} app
 * @param {Set<string>} seen
 * @returns {Promise<{ name: string, faults: string[] }[]>}
 */
async function lookAt(app, seen) {
  const { page } = app;
  const all = [];
  let [width, factor] = ['', 1];
  for (const { name, size, text } of LOOKS) {
    if (size !== width) await page.resize(size);
    if (text !== factor) await enlargeText(app, text);
    [width, factor] = [size, text];
    const elements = await shown(page);
    const known = seen.has(elements);
    const faults = [...(await clipped(page)), ...(await violations(page, known ? LAYOUT : ALL))];
    if (!known) {
      await paint(app, 'dark');
      faults.push(...(await violations(page, COLOUR)).map((fault) => `dark: ${fault}`));
      await paint(app, 'light');
      seen.add(elements);
    }
    all.push({ name, faults });
  }
  return all;
}
