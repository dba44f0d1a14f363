// Child processes that never outlive the test run, and waiting without guessed pauses.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => process.exit(1));
}

/**
 * Starts a program in a process group of its own. It dies with this process, even if that is killed.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, log: string, input?: string, talks?: boolean, answers?: boolean }} options
 *   `log`: file its output is appended to; `input`: what it reads, whole; `talks`: its input is a pipe from us;
 *   `answers`: its file descriptor 3 is a pipe to us
 */
export function start(program, args, { env, log, input, talks = false, answers = false }) {
  const output = openSync(log, 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], {
    env,
    detached: true,
    stdio: [
      talks || input !== undefined ? 'pipe' : 'ignore',
      output,
      output,
      ...(answers ? /** @type {const} */ (['pipe']) : []),
    ],
  });
  closeSync(output);
  if (input !== undefined) child.stdin?.end(input);
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * The first line that a child writes to file descriptor 3.
 * @param {ChildProcess} child
 * @param {string} log shown when the child ends without an answer
 * @returns {Promise<string>}
 */
export async function firstAnswer(child, log) {
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  let text = '';
  for await (const chunk of pipe) {
    text += chunk;
    const line = text.indexOf('\n');
    if (line >= 0) return text.slice(0, line);
  }
  throw new Error(`${child.spawnargs.join(' ')} ended:\n${readFileSync(log, 'utf8')}`);
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Ends a child and what it started: politely, then, after a while, for certain.
 * @param {ChildProcess | undefined} child
 */
export async function stop(child) {
  if (!child) return;
  const ended =
    child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
  signalGroup(child, 'SIGCONT');
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(insist);
  signalGroup(child, 'SIGKILL');
}

/**
 * Asks again and again until the answer is true, and returns it.
 * @template T
 * @param {string} what what is awaited, for the message when it does not come
 * @param {() => T | Promise<T>} ask
 * @param {number} [deadline] milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(what, ask, deadline = 15_000) {
  for (const end = Date.now() + deadline; Date.now() < end; await pause(20)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`not within ${deadline} ms: ${what}`);
}

/** The processes that run a program under a parent. @param {number} parent @param {string} program */
export function childrenRunning(parent, program) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [state, owner] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state !== 'Z' && Number(owner) === parent && argv0(pid) === program;
      } catch {
        return false; // it ended while we looked
      }
    });
}

/** @param {number} pid */
function argv0(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0];
}

/** Whether a process still runs: its first thread may be gone while others hold files open. @param {number} pid */
export function alive(pid) {
  return threads(pid).some((thread) => {
    try {
      return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8'));
    } catch {
      return false; // it ended while we looked
    }
  });
}

/** @param {number} pid */
function threads(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A port that is free now. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
