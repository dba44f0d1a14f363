// The real app, on a desktop of its own, driven through its window.

import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Desktop } from './desktop.mjs';
import { alive, childrenRunning, eventually, freePort, stop } from './process.mjs';
import { Profile } from './profile.mjs';
import { Page, command } from './webdriver.mjs';

export const BINARY =
  process.env.UKHWAH_BINARY ?? fileURLToPath(new URL('../../../target/debug/ukhwah', import.meta.url));

/** Window sizes in CSS pixels. */
export const SIZE = { phone: '390x844', small: '360x640', laptop: '1280x800' };

/**
 * @typedef {object} AppOptions
 * @property {string | null} [size] of the window in CSS pixels; by default a laptop's; null leaves it to the app
 * @property {Profile} [profile] by default a new one, removed at the end
 * @property {import('./desktop.mjs').Keyring} [keyring] by default `unlocked`
 * @property {string} [lang] the system's language; by default `ms`
 * @property {'light' | 'dark'} [theme] the system's colours; by default light
 * @property {string[]} [args] of the app
 * @property {NodeJS.ProcessEnv} [env] added to the app's environment
 * @property {(profile: Profile) => string[]} [within] a command that starts the command behind it, around the app
 */

/** One running instance. */
export class App {
  /** @param {Desktop} desktop @param {Required<AppOptions>} options @param {boolean} ownsProfile */
  constructor(desktop, options, ownsProfile) {
    this.desktop = desktop;
    this.profile = options.profile;
    this.options = options;
    this.ownsProfile = ownsProfile;
    /** @type {Page} */
    this.page = /** @type {any} */ (undefined);
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.driver = undefined;
    this.pid = 0;
  }

  /** Starts the driver, and through it the app. */
  async open() {
    if (!existsSync(BINARY)) throw new Error(`no app at ${BINARY}: ./dev test builds it`);
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const driver = ['WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'];
    const [program, ...args] = [...this.options.within(this.profile), ...driver];
    this.driver = this.desktop.start(program, args, {
      env: {
        ...this.options.env,
        TAURI_WEBVIEW_AUTOMATION: 'true',
        // Set to 1, as the app does by itself, screenshots would hang.
        WEBKIT_DISABLE_DMABUF_RENDERER: '0',
        ...(this.options.size === null ? {} : { UKHWAH_WINDOW: this.options.size }),
      },
    });
    await eventually('the driver', () => command(base, 'GET', '/status').catch(() => null));
    try {
      this.page = await Page.open(base, { binary: BINARY, args: this.options.args });
      this.pid = childrenRunning(Number(this.driver.pid), BINARY)[0];
      await this.page.wait('the first page', () => location.href !== 'about:blank');
      await this.page.interface();
    } catch (error) {
      throw new Error(`${error}\nLog of this run:\n${this.log()}`, { cause: error });
    }
  }

  /** What the app and the programs around it wrote so far. */
  log() {
    return readFileSync(this.profile.log, 'utf8');
  }

  /** Closes the window, and with it the app; display, bus and keyring stay. */
  async quit() {
    await this.page.close();
    await this.#ended();
  }

  /** Ends the app as a crash or a power cut would. @param {NodeJS.Signals} [signal] */
  async kill(signal = 'SIGKILL') {
    process.kill(this.pid, signal);
    await this.#ended();
  }

  async #ended() {
    await eventually('the end of the app', () => !alive(this.pid));
    await stop(this.driver);
  }

  /** Starts the app again on the same desktop and profile, after `quit` or `kill`. */
  async reopen() {
    await this.open();
  }

  /**
   * Quits, logs out and in again on the same profile, and starts the app.
   * @param {import('./desktop.mjs').Keyring} [keyring] as it is then
   * @param {() => void} [meanwhile] what happens while nobody is logged in
   */
  async logInAgain(keyring = 'unlocked', meanwhile = () => {}) {
    await this.quit();
    await this.desktop.close();
    meanwhile();
    this.options.keyring = keyring;
    this.desktop = await Desktop.open(this.profile, this.options);
    await this.open();
  }

  /**
   * Starts a second instance beside this one, and waits for its end.
   * @param {string[]} args
   * @returns {Promise<number | null>} its exit code, null where a signal ended it
   */
  async startSecond(...args) {
    const child = this.desktop.start(BINARY, args, { env: this.options.env });
    await once(child, 'exit');
    return child.exitCode;
  }

  /** What the app handed to the system so far. */
  opened() {
    return this.profile.opened();
  }

  /**
   * Waits for a file dialog and answers it.
   * @param {string | null} path absolute; null closes it without an answer
   */
  answerDialog(path) {
    return this.desktop.dialogs.answer(path);
  }

  /** Ends everything, and removes the profile if it was made for this app. */
  async close() {
    await stop(this.driver);
    await this.desktop.close();
    if (this.ownsProfile) this.profile.remove();
  }
}

/**
 * Starts the app in a window of its own.
 * @param {AppOptions} [options]
 */
export async function startApp(options = {}) {
  /** @type {Required<AppOptions>} */
  const all = {
    size: SIZE.laptop,
    keyring: 'unlocked',
    lang: 'ms',
    theme: 'light',
    args: [],
    env: {},
    within: () => [],
    ...options,
    profile: options.profile ?? new Profile(),
  };
  const app = new App(await Desktop.open(all.profile, all), all, options.profile === undefined);
  try {
    await app.open();
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}
