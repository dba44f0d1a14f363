// The app's entry in the tray, read and touched over the bus as a panel does it.

import { eventually } from './process.mjs';

/** @typedef {import('./app.mjs').App} App */
/** @typedef {{ id: number, label: string }} Item */

const BUS = 'org.freedesktop.DBus';
const MENU = 'com.canonical.dbusmenu';
const ENTRIES = '/org/ayatana/NotificationItem';

/** The names that the app has on the bus, with the path of its menu. @param {App} app */
async function menuOf(app) {
  const { desktop, pid } = app;
  const names = await desktop.ask(BUS, '/', `${BUS}.ListNames`);
  for (const [, name] of names.matchAll(/string "(:[\d.]+)"/g)) {
    const method = `${BUS}.GetConnectionUnixProcessID`;
    const process = await desktop.ask(BUS, '/', method, `string:${name}`).catch(() => '');
    if (!process.includes(`uint32 ${pid}\n`)) continue;
    // Other connections of the app serve nothing and never answer.
    const look = ['--reply-timeout=1000', ENTRIES, `${BUS}.Introspectable.Introspect`];
    const tree = await desktop.ask(name, ...look).catch(() => '');
    const entry = /<node name="(\w+)"\/>/.exec(tree)?.[1];
    if (entry !== undefined) return { name, path: `${ENTRIES}/${entry}/Menu` };
  }
  return null;
}

/** What stands in the app's menu in the tray, from top to bottom. @param {App} app @returns {Promise<Item[]>} */
export async function trayItems(app) {
  const { name, path } = await eventually('the menu in the tray', () => menuOf(app));
  const layout = await app.desktop.ask(
    name,
    path,
    `${MENU}.GetLayout`,
    ...['int32:0', 'int32:-1', 'array:string:'],
  );
  return [
    ...layout.matchAll(
      /int32 (\d+)\s+array \[((?:(?!int32)[\s\S])*?)string "label"\s+variant\s+string "(.*)"/g,
    ),
  ].map(([, id, , label]) => ({ id: Number(id), label: label.replaceAll('_', '') }));
}

/** Waits for an item of the menu in the tray, and touches it. @param {App} app @param {string | RegExp} label */
export async function pressInTray(app, label) {
  const is = (/** @type {Item} */ item) =>
    typeof label === 'string' ? item.label === label : label.test(item.label);
  const item = await eventually(`${label} in the tray`, async () => (await trayItems(app)).find(is));
  const { name, path } = await eventually('the menu in the tray', () => menuOf(app));
  const event = [`int32:${item.id}`, 'string:clicked', 'variant:string:', 'uint32:0'];
  await app.desktop.ask(name, path, `${MENU}.Event`, ...event);
}
