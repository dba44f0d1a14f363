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

/** @typedef {{ up: number, down: number }} Times */

/** @param {string} name @param {Times} times @param {Times} [base] */
function row(name, times, base) {
  const cell = (/** @type {'up' | 'down'} */ way) => {
    const ratio = base ? ` ${(times[way] / base[way]).toFixed(1).padStart(6)} times ours` : '';
    return `${way} ${times[way].toFixed(2).padStart(7)} s${ratio}`;
  };
  console.log(`  ${name.padEnd(30)} ${cell('up')}   ${cell('down')}`);
}

await inFolder(async (folder) => {
  const said = await output(ours, [...before, '--peers', folder]);
  /** @type {Times & { records: number }} */
  const mine = JSON.parse(said.trim().split('\n').at(-1) ?? '');
  console.log(`${mine.records} records of 1.8 KiB of text, to a server and to a second device; fastest of several`);
  row('Ukhwah', mine);
  const times = [];
  for (const [name, script] of Object.entries(PEERS)) {
    const theirs = JSON.parse((await output(process.execPath, [here(script), join(folder, 'texts')])).trim());
    row(name, theirs, mine);
    times.push(theirs);
  }
  for (const way of /** @type {const} */ (['up', 'down'])) {
    const ratio = Math.min(...times.map((theirs) => theirs[way])) / mine[way];
    const verdict = ratio < 1 ? 'SLOWER' : ratio < AIM ? 'not met' : 'holds';
    console.log(`  ${way}: ${ratio.toFixed(2)} times as fast as the fastest of them; aim ${AIM}: ${verdict}`);
    if (ratio < 1) process.exitCode = 1;
  }
});
