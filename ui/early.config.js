// The script of Help before the interface (src/early): a file of its own beside what the framework builds.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** Writes the script that app.html names. */
export async function buildEarly() {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: {
      // The first match counts: what needs the framework is left out of the words.
      alias: [
        { find: /^\$lib\/i18n$/, replacement: path('src/early/i18n.ts') },
        { find: '$lib', replacement: path('src/lib') }
      ]
    },
    build: {
      target: 'es2022',
      outDir: 'build/_app',
      emptyOutDir: false,
      lib: { entry: path('src/early/help.ts'), formats: ['iife'], name: 'early', fileName: () => 'early.js' }
    }
  });
}
