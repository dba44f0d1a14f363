// Atuin and its server on SQLite: a line of shell history for each record, sealed on the client as ours are. The times are
// those of its command `sync`, which begins from nothing each time, as a program does that is called by a shell.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertAll, report } from './lib/peer.mjs';
import { freePort } from '../e2e/lib/process.mjs';
import { besideServer, inFolder, output, seconds } from './lib/process.mjs';

const programs = process.env.UKHWAH_PEERS ?? 'target/peers/bin';
const [atuin, server] = ['atuin', 'atuin-server'].map((name) => join(programs, name));

/** Where a device keeps all that is its own, and what tells the program so. @param {string} home @param {number} port */
function device(home, port) {
  const config = join(home, 'config');
  mkdirSync(config, { recursive: true });
  const settings = ['auto_sync = false', 'update_check = false', `sync_address = "http://127.0.0.1:${port}"`];
  writeFileSync(join(config, 'config.toml'), settings.join('\n') + '\n');
  const data = join(home, 'data');
  return {
    HOME: home,
    ATUIN_CONFIG_DIR: config,
    XDG_CONFIG_HOME: config,
    XDG_DATA_HOME: data,
    ATUIN_SESSION: '0'.repeat(32),
  };
}

/** @param {string} folder @param {number} port */
function serverEnvironment(folder, port) {
  return {
    HOME: folder,
    ATUIN_CONFIG_DIR: folder,
    XDG_DATA_HOME: folder,
    ATUIN_HOST: '127.0.0.1',
    ATUIN_PORT: String(port),
    ATUIN_OPEN_REGISTRATION: 'true',
    ATUIN_DB_URI: `sqlite://${join(folder, 'server.db')}`,
  };
}

await report(3, (texts) =>
  inFolder(async (folder) => {
    const port = await freePort();
    const run = (/** @type {object} */ environment, /** @type {string[]} */ ...args) =>
      output(atuin, args, environment);
    const serving = serverEnvironment(join(folder, 'server'), port);
    mkdirSync(serving.HOME);
    return besideServer([server, ['start'], serving], `http://127.0.0.1:${port}/`, async () => {
      const [first, second] = ['first', 'second'].map((name) => device(join(folder, name), port));
      const history = join(folder, 'history');
      copyFileSync(process.argv[2], history);
      const account = ['--username', 'first', '--password', 'a-password-of-some-length'];
      await run({ ...first, HISTFILE: history }, 'import', 'bash');
      await run(first, 'register', ...account, '--email', 'first@example.org');
      // It has its records sealed before the clock starts.
      await run(first, 'history', 'init-store');
      const up = await seconds(() => run(first, 'sync'));
      const key = (await run(first, 'key')).trim();
      await run(second, 'login', ...account, '--key', key);
      const down = await seconds(() => run(second, 'sync'));
      const lines = await run(second, 'history', 'list', '--cmd-only');
      assertAll(lines.trimEnd().split('\n').length, texts.length);
      return { up, down };
    });
  }),
);
