// The system's file dialogs are out of WebDriver's reach. GTK leaves them to the desktop; here the test is the desktop.

import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * What the app asked the person for.
 * @typedef {object} Dialog
 * @property {'OpenFile' | 'SaveFile'} method
 * @property {string} title
 * @property {string | null} name the file name it proposes
 * @property {string[]} patterns of the file names it wants to see, for example `*.vcf`
 */

/** The file dialogs of one desktop. */
export class Dialogs {
  #child;
  #lines;

  /** @param {import('./desktop.mjs').Desktop} desktop */
  constructor(desktop) {
    const script = fileURLToPath(new URL('portal.py', import.meta.url));
    this.#child = desktop.start('/usr/bin/python3', [script], { talks: true, answers: true });
    const answers = /** @type {import('node:stream').Readable} */ (this.#child.stdio[3]);
    this.#lines = createInterface({ input: answers })[Symbol.asyncIterator]();
  }

  async ready() {
    await this.#next();
  }

  /** @returns {Promise<any>} */
  async #next() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the desktop that answers file dialogs has ended');
    return JSON.parse(value);
  }

  /**
   * Waits for the app to open a file dialog and answers it.
   * @param {string | null} path absolute; null closes the dialog without an answer
   * @param {number} [deadline] milliseconds
   * @returns {Promise<Dialog>} what was asked
   */
  async answer(path, deadline = 30_000) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not within ${deadline} ms: a file dialog`)), deadline);
    });
    const dialog = await Promise.race([this.#next(), late]).finally(() => clearTimeout(timer));
    this.#child.stdin?.write(`${JSON.stringify(path)}\n`);
    return dialog;
  }
}
