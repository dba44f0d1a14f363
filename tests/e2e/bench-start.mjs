// The time from the start of the app to Help answering a click, held against an empty window of the same toolkit; and
// with ten years of use, held against an empty profile.
//
// All are release builds, run in turn on the same display; what counts is what stands on the screen.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BINARY, SIZE } from './lib/app.mjs';
import { Desktop } from './lib/desktop.mjs';
import { Profile } from './lib/profile.mjs';
import { eventually, firstAnswer, stop } from './lib/process.mjs';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.env.UKHWAH_ROUNDS ?? 15);
const LIMIT = 1.25;
const YEARS_LIMIT = 1.1;

const stopwatch = fileURLToPath(new URL('lib/stopwatch.py', import.meta.url));
const empty =
  process.env.UKHWAH_EMPTY ?? fileURLToPath(new URL('../../target/release/examples/empty', import.meta.url));

/** The colour of Help in the light theme, at a place of its button and of the first person's row. */
const help = [0xb9, 0x3d, 0x28];

const APP = {
  program: [BINARY, '--demo'],
  painted: { at: [30, 705], colour: help },
  click: [100, 740],
  answered: { at: [600, 200], colour: help },
};

const EMPTY = {
  program: [empty],
  painted: { at: [600, 200], colour: [0, 0x80, 0] },
  click: [600, 400],
  answered: { at: [600, 200], colour: [0x80, 0, 0x80] },
};

/** Help's 999 has this edge whoever is on the list: ten years and nobody at all answer at the same place. */
const EMERGENCY = { at: [400, 87], colour: help };
const YEARS = { ...APP, program: [BINARY, '--demo=10y'], answered: EMERGENCY };
const NOBODY = { ...APP, program: [BINARY], answered: EMERGENCY };

/** @typedef {{ painted: number, answered: number }} Times in ms */

/** @param {Desktop} desktop @param {typeof APP} task @returns {Promise<Times>} */
async function time(desktop, task) {
  const child = desktop.start('/usr/bin/python3', [stopwatch, JSON.stringify(task)], {
    // Each start looks for no other instance: the one before has just been ended.
    env: { UKHWAH_WINDOW: SIZE.laptop, UKHWAH_ALONE: '1' },
    answers: true,
  });
  return JSON.parse(await firstAnswer(child, desktop.profile.log));
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Starts all of them in turn, and takes the median of each.
 * @param {Desktop} desktop
 * @param {{ name: string, task: typeof APP, before?: () => void }[]} all
 * @returns {Promise<Times[]>}
 */
async function measured(desktop, all) {
  // The first start of each fills the profile and the disk's cache, and does not count.
  for (const { task } of all) await time(desktop, task);
  /** @type {Times[][]} */
  const runs = all.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, { task, before }] of all.entries()) {
      before?.();
      runs[at].push(await time(desktop, task));
    }
  }
  return all.map(({ name }, at) => {
    const painted = median(runs[at].map((run) => run.painted));
    const answered = median(runs[at].map((run) => run.answered));
    const words = `painted ${painted.toFixed(0)}   answers a click ${answered.toFixed(0)}`;
    console.log(`  ${name.padEnd(34)} ${words}`);
    return { painted, answered };
  });
}

/** @param {Times} ours @param {Times} theirs @param {number} limit */
function holds(ours, theirs, limit) {
  const ratio = ours.answered / theirs.answered;
  console.log(`  ratio ${ratio.toFixed(2)}, limit ${limit}: ${ratio <= limit ? 'holds' : 'OVER'}`);
  return ratio <= limit;
}

const profile = new Profile();
const desktop = await Desktop.open(profile, { keyring: 'unlocked', lang: 'ms', theme: 'light' });
try {
  console.log(`from the start of the process, in ms, median of ${ROUNDS}`);
  const [app, window] = await measured(desktop, [
    { name: 'ukhwah', task: APP },
    { name: 'empty window', task: EMPTY },
  ]);
  const asFast = holds(app, window, LIMIT);
  const backups = join(profile.data, 'demo-10y', 'backups');
  const filling = desktop.start(BINARY, ['--demo=10y']);
  await eventually('ten years', () => existsSync(backups) && readdirSync(backups).length > 0, 120_000);
  await stop(filling);
  const [years, nobody] = await measured(desktop, [
    { name: 'ten years of use', task: YEARS },
    { name: 'an empty profile', task: NOBODY },
    {
      name: 'ten years, the first of a day',
      task: YEARS,
      before: () => rmSync(backups, { recursive: true, force: true }),
    },
  ]);
  const ages = holds(years, nobody, YEARS_LIMIT);
  process.exitCode = asFast && ages ? 0 : 1;
} finally {
  await desktop.close();
  profile.remove();
}
