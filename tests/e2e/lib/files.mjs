// The files of a profile, as they lie on the disk.

import { existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./profile.mjs').Profile} Profile */

/** The folder of the person's own profile. @param {Profile} profile */
export function folder(profile) {
  return join(profile.data, 'profile');
}

/** The database, with the files that belong to it. @param {Profile} profile */
export function databaseFiles(profile) {
  const database = join(folder(profile), 'records.db');
  return [database, `${database}-wal`, `${database}-shm`].filter((file) => existsSync(file));
}

/** Overwrites the middle of a file, its length stays. @param {string} file */
export function damage(file) {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, Math.floor(bytes.length / 4), Math.ceil((3 * bytes.length) / 4));
  bytes.fill(0x5a, 0, Math.min(4096, bytes.length));
  writeFileSync(file, bytes);
}

/** Makes all automatic backups a day older, as if the app were opened on the next day. @param {Profile} profile */
export function ageBackups(profile) {
  const backups = join(folder(profile), 'backups');
  for (const name of readdirSync(backups)) {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(name) ?? [];
    const before = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - 1));
    const stamp = before.toISOString().slice(0, 10).replaceAll('-', '');
    renameSync(join(backups, name), join(backups, stamp + name.slice(8)));
  }
}

/** All files below a folder. @param {string} root @returns {string[]} */
export function filesBelow(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((file) => existsSync(file) && statSync(file).isFile());
}
