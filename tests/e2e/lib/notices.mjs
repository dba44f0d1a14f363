// The desktop's notification service: a real one, dunst, asked over the bus for what the app gave it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from './process.mjs';

const SERVICE = 'org.freedesktop.Notifications';
const OWN = 'org.dunstproject.cmd0';

// Alike ones stay apart and none is forgotten. Nothing closes by itself, so nothing depends on how long a test takes.
const CONFIG = `[global]
history_length = 0
stack_duplicates = false
notification_limit = 1
idle_threshold = 0
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
`;

/**
 * What the person could read.
 * @typedef {{ title: string, body: string, app: string }} Notice
 */

/** The notification service of one desktop. */
export class Notices {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #daemon;

  /** @param {import('./desktop.mjs').Desktop} desktop */
  constructor(desktop) {
    this.desktop = desktop;
  }

  /** Starts the service, and waits until it answers. */
  async start() {
    const config = join(this.desktop.profile.root, 'dunstrc');
    writeFileSync(config, CONFIG);
    this.#daemon = this.desktop.start('dunst', ['-conf', config]);
    await this.desktop.owned(SERVICE);
  }

  /** Ends the service. */
  async stop() {
    await stop(this.#daemon);
    await this.desktop.released(SERVICE);
  }

  /** Everything that it was given so far, oldest first. @returns {Promise<Notice[]>} */
  async all() {
    await this.#ask(`${OWN}.NotificationCloseAll`);
    const answer = await this.#ask(`${OWN}.NotificationListHistory`);
    const notices = answer
      .split(/^ {3}array \[|^ {6}array \[/m)
      .slice(2)
      .map((one) => ({
        id: Number(/string "id"\s+variant\s+int32 (\d+)/.exec(one)?.[1]),
        title: text(one, 'summary'),
        body: text(one, 'body'),
        app: text(one, 'appname'),
      }));
    return notices.sort((a, b) => a.id - b.id).map(({ id: _, ...notice }) => notice);
  }

  /** @param {string} method */
  #ask(method) {
    return this.desktop.ask(SERVICE, '/org/freedesktop/Notifications', method);
  }
}

/** A text of a notice. None of ours holds a line break. @param {string} notice @param {string} name */
function text(notice, name) {
  return new RegExp(`string "${name}"\\s+variant\\s+string "(.*)"$`, 'm').exec(notice)?.[1] ?? '';
}
