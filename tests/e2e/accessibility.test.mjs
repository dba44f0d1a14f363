import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE } from './lib/app.mjs';
import { clipped, violations, violationsOfColour } from './lib/axe.mjs';
import { tabThrough } from './lib/roles.mjs';
import { GROUPS, enlargeText, paint, walk } from './lib/screens.mjs';

// Each screen is seen in both languages in every look, in light colours whole and in dark ones for its colours.
const LOOKS = /** @type {const} */ ([
  { name: 'small phone', size: SIZE.small, text: 1 },
  { name: 'small phone with text of 200 %', size: SIZE.small, text: 2 },
  { name: 'phone', size: SIZE.phone, text: 1 },
  { name: 'laptop with text of 200 %', size: SIZE.laptop, text: 2 },
  { name: 'laptop', size: SIZE.laptop, text: 1 },
]);

for (const group of GROUPS) {
  test(`every screen can be read and reached by everyone: ${group.name}`, async () => {
    /** @type {string[]} */
    const found = [];
    await walk(group, async (app, screen, language) => {
      for (const { name, size, text } of LOOKS) {
        await app.page.resize(size);
        await enlargeText(app, text);
        const faults = [...(await clipped(app.page)), ...(await violations(app.page))];
        await paint(app, 'dark');
        faults.push(...(await violationsOfColour(app.page)).map((fault) => `dark: ${fault}`));
        await paint(app, 'light');
        found.push(...faults.map((fault) => `${screen.name}, ${language}, ${name}: ${fault}`));
      }
      if (language === 'ms') {
        const { unreached } = await tabThrough(app.page);
        found.push(...unreached.map((element) => `${screen.name}: not reached by Tab: ${element}`));
      }
    });
    assert.deepEqual(found, []);
  });
}
