// The time from the start of the app to Help answering a click, held against an empty window of the same toolkit.
//
// Both are release builds, run in turn on the same display; what counts is what stands on the screen.

import { BINARY, SIZE } from './lib/app.mjs';
import { Desktop } from './lib/desktop.mjs';
import { Profile } from './lib/profile.mjs';
import { firstAnswer } from './lib/process.mjs';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.env.UKHWAH_ROUNDS ?? 15);
const LIMIT = 1.25;

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

/** @param {Desktop} desktop @param {typeof APP} task @returns {Promise<{ painted: number, answered: number }>} ms */
async function time(desktop, task) {
  const child = desktop.start('/usr/bin/python3', [stopwatch, JSON.stringify(task)], {
    env: { UKHWAH_WINDOW: SIZE.laptop },
    answers: true,
  });
  return JSON.parse(await firstAnswer(child, desktop.profile.log));
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const profile = new Profile();
const desktop = await Desktop.open(profile, { keyring: 'unlocked', lang: 'ms', theme: 'light' });
try {
  // The first start of each fills the profile and the disk's cache, and does not count.
  await time(desktop, APP);
  await time(desktop, EMPTY);
  const app = [];
  const window = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    app.push(await time(desktop, APP));
    window.push(await time(desktop, EMPTY));
  }
  const figure = (/** @type {{ painted: number, answered: number }[]} */ runs) => ({
    painted: median(runs.map((run) => run.painted)),
    answered: median(runs.map((run) => run.answered)),
  });
  const [ours, theirs] = [figure(app), figure(window)];
  const ratio = ours.answered / theirs.answered;
  console.log(`from the start of the process, in ms, median of ${ROUNDS}`);
  console.log(
    `  ukhwah        painted ${ours.painted.toFixed(0)}   Help answers a click ${ours.answered.toFixed(0)}`,
  );
  console.log(
    `  empty window  painted ${theirs.painted.toFixed(0)}   answers a click ${theirs.answered.toFixed(0)}`,
  );
  console.log(`  ratio ${ratio.toFixed(2)}, limit ${LIMIT}: ${ratio <= LIMIT ? 'holds' : 'OVER'}`);
  process.exitCode = ratio <= LIMIT ? 0 : 1;
} finally {
  await desktop.close();
  profile.remove();
}
