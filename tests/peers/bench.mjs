// The same records through other programs and through ours, in one run: `./dev bench peers`.
//
// It fails where ours is slower than the fastest of the others; that it takes a third of the time is the aim.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { inFolder, output } from './lib/process.mjs';

const AIM = 3;
const PEERS = {
  'atuin 18.24.4': 'atuin.mjs',
  'PouchDB 9.0.0': 'pouchdb.mjs',
  'Automerge sync server 0.2.8': 'automerge.mjs',
};

const [ours, ...before] = process.argv.slice(2);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** @typedef {{ records: number, up: number, down: number }} Times */
/** @typedef {'up' | 'down'} Way */

/** How many times as long as ours each record takes. @param {Times} times @param {Times} base @param {Way} way */
const ratio = (times, base, way) => times[way] / times.records / (base[way] / base.records);

/** @param {string} name @param {Times} times @param {Times} [base] */
function row(name, times, base) {
  const cell = (/** @type {Way} */ way) => {
    const beside = base ? ` ${ratio(times, base, way).toFixed(1).padStart(6)} times ours` : '';
    return `${way} ${times[way].toFixed(2).padStart(7)} s${beside}`;
  };
  const part = base && times.records < base.records ? `   for ${times.records} of them` : '';
  console.log(`  ${name.padEnd(30)} ${cell('up')}   ${cell('down')}${part}`);
}

await inFolder(async (folder) => {
  const said = await output(ours, [...before, '--peers', folder]);
  /** @type {Times} */
  const mine = JSON.parse(said.trim().split('\n').at(-1) ?? '');
  console.log(
    `${mine.records} records of 1.8 KiB of text, to a server and to a second device; fastest of several`,
  );
  row('Ukhwah', mine);
  const times = [];
  for (const [name, script] of Object.entries(PEERS)) {
    /** @type {Times} */
    const theirs = JSON.parse((await output(process.execPath, [here(script), join(folder, 'texts')])).trim());
    row(name, theirs, mine);
    times.push(theirs);
  }
  for (const way of /** @type {const} */ (['up', 'down'])) {
    const least = Math.min(...times.map((theirs) => ratio(theirs, mine, way)));
    const verdict = least < 1 ? 'SLOWER' : least < AIM ? 'not met' : 'holds';
    console.log(`  ${way}: ${least.toFixed(2)} times as fast as the fastest of them; aim ${AIM}: ${verdict}`);
    if (least < 1) process.exitCode = 1;
  }
});
