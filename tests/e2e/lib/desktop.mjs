// What the app finds around it: a display, a message bus and, if wished, a keyring. All private, all real.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Dialogs } from './dialogs.mjs';
import { Notices } from './notices.mjs';
import { eventually, firstAnswer, signalGroup, start, stop } from './process.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('./profile.mjs').Profile} Profile */

/**
 * `unlocked`: as after logging in. `locked`: the keyring is there and nothing can ask for its password.
 * `hanging`: the service owns its name and never answers. `none`: there is no such service.
 * @typedef {'unlocked' | 'locked' | 'hanging' | 'none'} Keyring
 */

// No service folders: the bus starts nothing by itself, so no keyring or dialog appears unasked.
const BUS = `<busconfig>
  <type>session</type>
  <auth>EXTERNAL</auth>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

// Larger than every window: without a window manager each stands at its top left.
const SCREEN = '1600x1200x24';

const HOLD_NAME = `
import os, sys
from gi.repository import Gio, GLib
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
held = lambda *_: os.write(3, b"held\\n")
Gio.bus_own_name_on_connection(bus, sys.argv[1], Gio.BusNameOwnerFlags.NONE, held, None)
GLib.MainLoop().run()
`;

const KEYRING = ['--foreground', '--components=secrets'];

/** A display, bus and keyring that live as long as a test wants. */
export class Desktop {
  /** @type {ChildProcess[]} started in this order, ended in the reverse one */
  #children = [];

  /** @param {Profile} profile @param {NodeJS.ProcessEnv} env */
  constructor(profile, env) {
    this.profile = profile;
    this.env = env;
    /** @type {Dialogs} */
    this.dialogs = /** @type {any} */ (undefined);
    /** The notification service; there is none until a test starts it. */
    this.notices = new Notices(this);
  }

  /**
   * @param {Profile} profile
   * @param {{ keyring: Keyring, lang: string, theme: 'light' | 'dark' }} options
   */
  static async open(profile, { keyring, lang, theme }) {
    const desktop = new Desktop(profile, {
      ...profile.environment(lang),
      // The page's prefers-color-scheme follows the GTK theme.
      GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
      // GTK lets the desktop show file dialogs, see `Dialogs`; the rest that a desktop could do is not wanted.
      GTK_USE_PORTAL: '1',
      GIO_USE_PROXY_RESOLVER: 'dummy',
      GIO_USE_NETWORK_MONITOR: 'base',
    });
    try {
      await Promise.all([desktop.#openDisplay(), desktop.#openBus()]);
      if (keyring !== 'none') await desktop.#openKeyring(keyring);
    } catch (error) {
      await desktop.close();
      throw error;
    }
    return desktop;
  }

  /**
   * Starts a program in this desktop; it ends with the desktop.
   * @param {string} program
   * @param {string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, input?: string, talks?: boolean, answers?: boolean }} [options]
   */
  start(program, args, { env = {}, ...options } = {}) {
    const child = start(program, args, { env: { ...this.env, ...env }, log: this.profile.log, ...options });
    this.#children.push(child);
    return child;
  }

  async #openDisplay() {
    const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
    const display = await firstAnswer(this.start('Xvfb', args, { answers: true }), this.profile.log);
    this.env.DISPLAY = `:${display.trim()}`;
    this.env.GDK_BACKEND = 'x11';
  }

  async #openBus() {
    const config = join(this.profile.root, 'bus.conf');
    writeFileSync(config, BUS.replace('SOCKET', join(this.profile.runtime, 'bus')));
    const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=3'];
    const address = await firstAnswer(this.start('dbus-daemon', args, { answers: true }), this.profile.log);
    this.env.DBUS_SESSION_BUS_ADDRESS = address.trim();
    this.dialogs = new Dialogs(this);
    await this.dialogs.ready();
  }

  /** @param {Exclude<Keyring, 'none'>} state */
  async #openKeyring(state) {
    const child = await this.#unlockKeyring();
    if (state === 'hanging') signalGroup(child, 'SIGSTOP');
    if (state === 'locked') {
      // The keyring that was just made stays on disk; nobody gives its password again.
      await stop(child);
      await eventually('the bus without a keyring', async () => !(await this.#hasService()));
      this.start('gnome-keyring-daemon', KEYRING);
      await eventually('the locked keyring on the bus', () => this.#hasService());
    }
  }

  async #unlockKeyring() {
    const child = this.start('gnome-keyring-daemon', [...KEYRING, '--unlock'], { input: 'ci\n' });
    await eventually('the keyring on the bus', () => this.#hasService());
    await eventually('the unlocked keyring', () => this.#hasCollection());
    return child;
  }

  #hasService() {
    return this.#isOnBus('org.freedesktop.secrets');
  }

  /**
   * Gives a name on the bus to a program that answers nothing.
   * @param {string} name
   * @returns {Promise<() => Promise<void>>} takes it away again
   */
  async holdName(name) {
    const holder = this.start('/usr/bin/python3', ['-c', HOLD_NAME, name], { answers: true });
    await firstAnswer(holder, this.profile.log);
    return async () => {
      await stop(holder);
      await this.released(name);
    };
  }

  /** Whether the display shows a window of this title. @param {string} title */
  async shows(title) {
    return (await this.#window(title)).includes('Map State: IsViewable');
  }

  /** Presses the cross of the window of this title. @param {string} title */
  async closeWindow(title) {
    const id = /Window id: (0x[0-9a-f]+)/.exec(await this.#window(title))?.[1];
    if (id === undefined) throw new Error(`no window ${title}`);
    const script = fileURLToPath(new URL('close.py', import.meta.url));
    await promisify(execFile)('/usr/bin/python3', [script, id], { env: this.env });
  }

  /** What the display knows of the window of this title; nothing if there is none. @param {string} title */
  async #window(title) {
    const asked = promisify(execFile)('xwininfo', ['-name', title, '-stats'], { env: this.env });
    const { stdout } = await asked.catch(() => ({ stdout: '' }));
    return stdout;
  }

  /** Where the window of this title is, and how large, in pixels of the display. @param {string} title */
  async placeOf(title) {
    const stats = await this.#window(title);
    const read = (/** @type {string} */ name) => Number(new RegExp(`${name}: +(-?\\d+)`).exec(stats)?.[1]);
    return {
      x: read('Absolute upper-left X'),
      y: read('Absolute upper-left Y'),
      width: read('Width'),
      height: read('Height'),
    };
  }

  /** Waits until nobody on the bus has a name any more. @param {string} name */
  async released(name) {
    await eventually(`the bus without ${name}`, async () => !(await this.#isOnBus(name)));
  }

  /** Waits until somebody on the bus has a name. @param {string} name */
  async owned(name) {
    await eventually(`${name} on the bus`, () => this.#isOnBus(name));
  }

  /** @param {string} name */
  async #isOnBus(name) {
    const method = 'org.freedesktop.DBus.NameHasOwner';
    return (await this.ask('org.freedesktop.DBus', '/', method, `string:${name}`)).includes('boolean true');
  }

  async #hasCollection() {
    const answer = await this.ask(
      'org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.ReadAlias',
      'string:default',
    );
    return answer.includes('/collection/');
  }

  /** Calls one method on the bus and returns the answer as text. @param {string} destination @param {string[]} rest */
  async ask(destination, ...rest) {
    const args = ['--session', '--print-reply', `--dest=${destination}`, ...rest];
    const { stdout } = await promisify(execFile)('dbus-send', args, { env: this.env });
    return stdout;
  }

  /** Ends everything that was started here, the last first. */
  async close() {
    for (const child of this.#children.splice(0).reverse()) await stop(child);
  }
}
