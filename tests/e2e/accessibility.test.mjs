import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE } from './lib/app.mjs';
import { clipped, violations } from './lib/axe.mjs';
import { tabThrough } from './lib/roles.mjs';
import { GROUPS, enlargeText, paint, walk } from './lib/screens.mjs';

// Each screen is seen in both languages in every look. Colours do not depend on the width within a layout, so the dark
// ones are checked once in each of the two layouts. Text of 200 % does not fit more easily on a laptop than on the
// smallest phone, but its layout is another one: both are seen.
const LOOKS = /** @type {const} */ ([
  { name: 'small phone', size: SIZE.small, text: 1, themes: ['light'] },
  { name: 'small phone with text of 200 %', size: SIZE.small, text: 2, themes: ['light'] },
  { name: 'phone', size: SIZE.phone, text: 1, themes: ['light', 'dark'] },
  { name: 'laptop with text of 200 %', size: SIZE.laptop, text: 2, themes: ['light'] },
  { name: 'laptop', size: SIZE.laptop, text: 1, themes: ['light', 'dark'] },
]);

for (const group of GROUPS) {
  test(`every screen can be read and reached by everyone: ${group.name}`, async () => {
    /** @type {string[]} */
    const found = [];
    await walk(group, async (app, screen, language) => {
      for (const { name, size, text, themes } of LOOKS) {
        await app.page.resize(size);
        await enlargeText(app, text);
        const faults = await clipped(app.page);
        for (const theme of themes) {
          await paint(app, theme);
          faults.push(...(await violations(app.page)).map((fault) => `${theme}: ${fault}`));
        }
        found.push(...faults.map((fault) => `${screen.name}, ${language}, ${name}: ${fault}`));
        await paint(app, 'light');
      }
      if (language === 'ms') {
        const { unreached } = await tabThrough(app.page);
        found.push(...unreached.map((element) => `${screen.name}: not reached by Tab: ${element}`));
      }
    });
    assert.deepEqual(found, []);
  });
}
