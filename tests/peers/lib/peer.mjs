// What a peer's script is called with and what it answers: a file with one text in each line, and one line of JSON with the
// fastest of several times, up from a first client and down to a second one, in seconds, and for how many of the texts.

import { readFileSync } from 'node:fs';

/**
 * @param {number} rounds
 * @param {(texts: string[]) => Promise<{ up: number, down: number }>} measure
 * @param {number} [most]
 */
export async function report(rounds, measure, most) {
  const texts = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n').slice(0, most);
  const times = [];
  for (let round = 0; round < rounds; round += 1) times.push(await measure(texts));
  const least = (/** @type {'up' | 'down'} */ way) => Math.min(...times.map((time) => time[way]));
  console.log(JSON.stringify({ records: texts.length, up: least('up'), down: least('down') }));
  process.exit(0); // some of them keep timers or connections
}

/** @param {number} have @param {number} want */
export function assertAll(have, want) {
  if (have !== want) throw new Error(`${have} of ${want} records arrived`);
}
