// One person's home folder, made for a test: nothing of the machine's own user is read or written.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../../', import.meta.url);

/** The app's identifier, which names its data folder. @type {string} */
export const IDENTIFIER = JSON.parse(readFileSync(new URL('tauri.conf.json', ROOT), 'utf8')).identifier;

// In the order in which the crate `open` tries them.
const LAUNCHERS = ['xdg-open', 'gio', 'gnome-open', 'kde-open6', 'kde-open5', 'kde-open'];

/** An address or file that the app handed to the system. @typedef {{ launcher: string, address: string }} Opened */

/** A private home folder with recording launchers. */
export class Profile {
  /** @param {string} [root] an existing profile's folder; by default a new one is made */
  constructor(root) {
    this.root = root ?? mkdtempSync(join(tmpdir(), 'ukhwah-'));
    this.bin = join(this.root, 'bin');
    this.home = join(this.root, 'home');
    this.runtime = join(this.root, 'run');
    this.temporary = join(this.root, 'tmp');
    this.data = join(this.home, '.local/share', IDENTIFIER);
    this.log = join(this.root, 'log.txt');
    this.record = join(this.root, 'opened.txt');
    for (const folder of [this.bin, this.home, this.runtime, this.temporary]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    writeFileSync(this.record, '', { flag: 'a' });
    this.launchers('open');
  }

  /**
   * Sets how the system answers an address: it opens, or no program can open it.
   * @param {'open' | 'refuse'} answer
   */
  launchers(answer) {
    // xdg-open exits with 3 when no program for an address is found.
    const script = `#!/bin/sh
for address; do :; done
printf '%s\\t%s\\n' "\${0##*/}" "$address" >>'${this.record}'
exit ${answer === 'open' ? 0 : 3}
`;
    for (const name of LAUNCHERS) writeFileSync(join(this.bin, name), script, { mode: 0o755 });
  }

  /** What the app handed to the system so far, oldest first. @returns {Opened[]} */
  opened() {
    return readFileSync(this.record, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [launcher, address] = line.split('\t');
        return { launcher, address };
      });
  }

  /**
   * Waits until the app has handed that many addresses to the system in all, and returns them.
   * @param {number} count
   * @param {number} [deadline] milliseconds
   * @returns {Promise<Opened[]>}
   */
  waitForOpened(count, deadline = 10_000) {
    return new Promise((resolve, reject) => {
      const watcher = watch(this.record, look);
      const timer = setTimeout(() => {
        watcher.close();
        reject(
          new Error(`not within ${deadline} ms: ${count} opened; so far ${JSON.stringify(this.opened())}`),
        );
      }, deadline);
      const profile = this;
      function look() {
        const opened = profile.opened();
        if (opened.length < count) return;
        clearTimeout(timer);
        watcher.close();
        resolve(opened);
      }
      look();
    });
  }

  /**
   * The environment of everything that runs in this profile.
   * @param {string} language for example `ms` or `en`
   * @returns {NodeJS.ProcessEnv}
   */
  environment(language) {
    return {
      PATH: `${this.bin}:${process.env.PATH}`,
      HOME: this.home,
      TMPDIR: this.temporary,
      LANG: `${language}_MY.UTF-8`,
      LANGUAGE: language,
      TZ: 'Asia/Kuala_Lumpur',
      XDG_RUNTIME_DIR: this.runtime,
      XDG_CONFIG_HOME: join(this.home, '.config'),
      XDG_CACHE_HOME: join(this.home, '.cache'),
      XDG_DATA_HOME: join(this.home, '.local/share'),
      XDG_STATE_HOME: join(this.home, '.local/state'),
      XDG_CURRENT_DESKTOP: 'X-Generic',
    };
  }

  /** Takes away every secret that the keyring holds. Only while no desktop runs on this profile. */
  emptyKeyring() {
    rmSync(join(this.home, '.local/share/keyrings'), { recursive: true, force: true });
  }

  /** Removes the folder. */
  remove() {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}
