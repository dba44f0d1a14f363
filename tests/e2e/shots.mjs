// Takes a picture of every screen of the real app: node shots.mjs [folder]

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SIZE, startApp } from './lib/app.mjs';
import { LANGUAGES, SCREENS, THEMES, profileArguments, show } from './lib/screens.mjs';

const folder = resolve(process.argv[2] ?? 'shots');
mkdirSync(folder, { recursive: true });
let count = 0;

for (const profile of /** @type {const} */ (['fresh', 'demo'])) {
  for (const size of /** @type {const} */ (['phone', 'laptop'])) {
    for (const lang of LANGUAGES) {
      for (const theme of THEMES) await takeAll(profile, size, lang, theme);
    }
  }
}
console.log(`${count} pictures are in ${folder}`);

/**
 * @param {import('./lib/screens.mjs').Screen['profile']} profile
 * @param {'phone' | 'laptop'} size
 * @param {'ms' | 'en'} lang
 * @param {'light' | 'dark'} theme
 */
async function takeAll(profile, size, lang, theme) {
  const app = await startApp({ size: SIZE[size], lang, theme, args: profileArguments(profile) });
  try {
    for (const screen of SCREENS.filter((one) => one.profile === profile)) {
      await show(app, screen);
      const file = `${screen.name}-${size}-${lang}-${theme}.png`;
      writeFileSync(join(folder, file), await app.page.screenshot());
      console.log(file);
      count += 1;
    }
  } finally {
    await app.close();
  }
}
