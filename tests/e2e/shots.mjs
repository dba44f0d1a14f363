// Takes a picture of every screen of the real app: node shots.mjs [folder]

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SIZE } from './lib/app.mjs';
import { GROUPS, THEMES, paint, walk } from './lib/screens.mjs';

const folder = resolve(process.argv[2] ?? 'shots');
mkdirSync(folder, { recursive: true });
let count = 0;

for (const group of GROUPS) {
  await walk(group, async (app, screen, language) => {
    for (const size of /** @type {const} */ (['phone', 'laptop'])) {
      await app.page.resize(SIZE[size]);
      for (const theme of THEMES) {
        await paint(app, theme);
        const file = `${screen.name}-${size}-${language}-${theme}.png`;
        writeFileSync(join(folder, file), await app.page.screenshot());
        count += 1;
      }
    }
    await paint(app, 'light');
    console.log(screen.name, language);
  });
}
console.log(`${count} pictures are in ${folder}`);
