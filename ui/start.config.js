// Which modules the first paint of Help needs: they come in one file, since each file costs the start milliseconds.

import { fileURLToPath } from 'node:url';

const from = [
  /** The frame with Help in it, and the page at which the app starts. */
  'src/routes/+layout.svelte',
  'src/routes/+page.svelte',
  'node_modules/@sveltejs/kit/src/runtime/client/entry.js'
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The catalogue names every word, so that what counts is which of them a module says. */
const catalogue = fileURLToPath(new URL('src/lib/paraglide/messages/', import.meta.url));
const said = /\bm\.(\w+)\(/g;

/**
 * Puts a module that the start needs into the file `start`.
 *
 * @returns {(id: string, context: import('rolldown').ChunkingContext) => string | null}
 */
export function startFile() {
  /** @type {Set<string> | undefined} */
  let needed;
  return (id, modules) => {
    needed ??= neededAtStart(modules);
    return needed.has(id) ? 'start' : null;
  };
}

/** @param {import('rolldown').ChunkingContext} modules */
function neededAtStart(modules) {
  const needed = new Set(from);
  for (const id of needed) {
    const module = modules.getModuleInfo(id);
    if (module === null) continue;
    for (const imported of module.importedIds) {
      if (imported !== `${catalogue}_index.js`) needed.add(imported);
    }
    if (id.startsWith(catalogue)) continue;
    for (const [, word] of (module.code ?? '').matchAll(said)) needed.add(`${catalogue}${word}.js`);
  }
  return needed;
}
