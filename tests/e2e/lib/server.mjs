// The organization's server as an operator starts it: the real program, on a database of its own.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSync } from 'node:fs';
import { BINARY } from './app.mjs';
import { eventually, stop } from './process.mjs';

const PROGRAM = process.env.UKHWAH_SERVER ?? join(dirname(BINARY), 'ukhwah-server');

/** More calls a minute than any test makes: all of them come from one address. */
const OFTEN = ['logins', 'pairings', 'pushes', 'calls'].flatMap((what) => [`--${what}-per-minute`, '100000']);

export class Server {
  /** @param {string} folder @param {import('node:child_process').ChildProcess} child @param {string} invite */
  constructor(folder, child, invite) {
    this.folder = folder;
    this.child = child;
    /** The invite of the first member, as it was printed. */
    this.invite = invite;
  }

  static async start() {
    if (!existsSync(PROGRAM)) throw new Error(`no server at ${PROGRAM}: ./dev test builds it`);
    const folder = mkdtempSync(join(tmpdir(), 'ukhwah-server-'));
    const log = join(folder, 'log');
    const output = openSync(log, 'a');
    const args = ['serve', '--listen', '127.0.0.1:0', '--operator-listen', 'off', ...OFTEN];
    const child = spawn(PROGRAM, args, { cwd: folder, stdio: ['ignore', output, output], detached: true });
    const invite = await eventually(
      'the invite',
      () => /ukhwah-invite-1 .+/.exec(readFileSync(log, 'utf8'))?.[0],
    );
    await eventually('the listening server', () => readFileSync(log, 'utf8').includes('Listening on'));
    return new Server(folder, child, invite);
  }

  /** Every byte that it keeps, and all that it said. */
  bytes() {
    const files = ['ukhwah-server.db', 'ukhwah-server.db-wal', 'log'].map((name) => join(this.folder, name));
    return Buffer.concat(files.filter(existsSync).map((file) => readFileSync(file)));
  }

  async stop() {
    await stop(this.child);
    rmSync(this.folder, { recursive: true });
  }
}
