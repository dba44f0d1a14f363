// The place for status icons that a desktop has, or has not: GNOME comes without one.

import { fileURLToPath } from 'node:url';
import { firstAnswer } from './process.mjs';

/**
 * Gives a desktop a place for status icons.
 * @param {import('./desktop.mjs').Desktop} desktop
 * @param {{ shown?: boolean }} [options] `shown`: whether somebody shows the icons; by default true
 */
export async function startPanel(desktop, { shown = true } = {}) {
  const script = fileURLToPath(new URL('panel.py', import.meta.url));
  const args = [script, shown ? 'shown' : 'unseen'];
  await firstAnswer(desktop.start('/usr/bin/python3', args, { answers: true }), desktop.profile.log);
}
