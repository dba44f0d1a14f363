import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { clipped, violations } from './lib/axe.mjs';
import { tabThrough } from './lib/roles.mjs';
import { LANGUAGES, SCREENS, THEMES, enlargeText, profileArguments, show } from './lib/screens.mjs';

const LOOKS = [
  { name: 'small phone', size: SIZE.small, text: 1 },
  { name: 'phone', size: SIZE.phone, text: 1 },
  { name: 'phone with text of 200 %', size: SIZE.phone, text: 2 },
  { name: 'laptop', size: SIZE.laptop, text: 1 },
];

for (const profile of /** @type {const} */ (['fresh', 'demo'])) {
  for (const lang of LANGUAGES) {
    for (const theme of THEMES) {
      test(`every screen is readable and reachable: ${profile}, ${lang}, ${theme}`, async (t) => {
        const app = await startApp({ size: SIZE.phone, lang, theme, args: profileArguments(profile) });
        t.after(() => app.close());
        for (const screen of SCREENS.filter((one) => one.profile === profile)) {
          await t.test(screen.name, () => look(app, screen));
        }
      });
    }
  }
}

/** @param {import('./lib/app.mjs').App} app @param {import('./lib/screens.mjs').Screen} screen */
async function look(app, screen) {
  const found = [];
  await show(app, screen);
  for (const { name, size, text } of LOOKS) {
    await app.page.resize(size);
    await enlargeText(app, text);
    for (const fault of [...(await violations(app.page)), ...(await clipped(app.page))]) {
      found.push(`${name}: ${fault}`);
    }
  }
  for (const element of (await tabThrough(app.page)).unreached) found.push(`not reached by Tab: ${element}`);
  assert.deepEqual(found, []);
}
