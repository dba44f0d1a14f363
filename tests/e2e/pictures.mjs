// Takes the pictures in docs/screens of the real app: node pictures.mjs

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIZE } from './lib/app.mjs';
import { beside, decode, encode } from './lib/png.mjs';
import { GROUPS, paint, walk } from './lib/screens.mjs';

/** @typedef {import('./lib/png.mjs').Picture} Picture */

/** @type {[file: string, screen: string, language: 'ms' | 'en', size?: 'laptop', theme?: 'dark'][]} */
const WALK = [
  ['first-run', 'first-run-3-person', 'ms'],
  ['today', 'today', 'ms'],
  ['help', 'help', 'ms'],
  ['help-locked', 'lock-help', 'ms'],
  ['help-question', 'help-asked', 'ms'],
  ['help-next', 'help-tried', 'ms'],
  ['help-code', 'help-number', 'en', 'laptop'],
  ['breathe', 'help-breathe', 'ms', undefined, 'dark'],
  ['plan', 'plan', 'en'],
  ['people', 'people', 'en'],
];
const OVERVIEW = ['today', 'help', 'people', 'plan'];

const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
mkdirSync(folder, { recursive: true });
/** @type {Map<string, Picture>} in Malay, on a phone */
const overview = new Map();

for (const group of GROUPS) {
  // A screen may follow from the one before it.
  const last = group.screens.findLastIndex(({ name }) => WALK.some(([, screen]) => screen === name));
  if (last < 0) continue;
  await walk({ ...group, screens: group.screens.slice(0, last + 1) }, async (app, { name }, language) => {
    for (const [file, screen, spoken, size = 'phone', theme = 'light'] of WALK) {
      if (screen !== name || (spoken !== language && !OVERVIEW.includes(screen))) continue;
      await app.page.resize(SIZE[size]);
      await paint(app, theme);
      const picture = decode(await app.page.screenshot());
      if (spoken === language) writeFileSync(`${folder}${file}.png`, encode(picture));
      if (language === 'ms') overview.set(name, picture);
      await paint(app, 'light');
      await app.page.resize(SIZE.laptop);
    }
  });
}
const phones = OVERVIEW.map((name) => /** @type {Picture} */ (overview.get(name)));
writeFileSync(`${folder}overview.png`, encode(beside(phones)));
