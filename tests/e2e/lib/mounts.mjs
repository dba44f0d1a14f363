// A folder that cannot be written and a disk that is full, for real: nothing else binds whoever runs the tests as root.

import { spawnSync } from 'node:child_process';

const APART = ['unshare', '--user', '--map-current-user', '--keep-caps', '--mount'];
const [unshare, ...apart] = APART;

/** Why nothing can be mounted; `false` where it can. Who may not mount in a world of his own leaves such tests out. */
export const refused =
  spawnSync(unshare, [...apart, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0
    ? false
    : 'this system lets nobody mount a file system of his own';

/**
 * A launcher that keeps the profile's data on a file system of its own.
 * @param {string} mount a line of shell; the data folder is `$1`
 */
export const mounted =
  (/** @type {string} */ mount) => (/** @type {import('./profile.mjs').Profile} */ profile) => [
    ...APART,
    ...['sh', '-c', `${mount} && shift && exec "$@"`, 'sh', profile.data],
  ];

/** A launcher under which a folder may only be read. @param {string} folder in shell, below the data folder `$1` */
export const readOnly = (folder) =>
  mounted(`mount --bind "${folder}" "${folder}" && mount -o remount,bind,ro "${folder}"`);
