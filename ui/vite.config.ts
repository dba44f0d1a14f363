import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { startFile } from './start.config.js';
import { words } from './words.config.js';

/** The framework's announcer has a literal style, which the content security policy refuses; app.css hides it instead. */
const announcerWithoutStyle: Plugin = {
  name: 'announcer-without-style',
  enforce: 'pre',
  transform: {
    filter: { id: /\/generated\/root\.svelte$/ },
    handler: (code) => code.replace(/(<div id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1')
  }
};

/** What stands in a sentence may be what a person wrote, in whatever direction: every value goes through one door. */
const valuesIsolated: Plugin = {
  name: 'values-isolated',
  enforce: 'pre',
  transform: {
    filter: { id: /\/paraglide\/messages\/[a-z0-9_]+\.js$/ },
    handler(code) {
      const isolated = code.replaceAll(/\$\{(i\?\.\w+)\}/g, '${isolated($1)}');
      return isolated === code ? code : `import { isolated } from '$lib/i18n/isolated';\n${isolated}`;
    }
  }
};

/**
 * The charts' d3 gives prototypes their `constructor` and `toString` by assignment, which the frozen prototype of all
 * objects in the app's window refuses: they are made properties of their own first.
 */
const d3OnFrozenPrototypes: Plugin = {
  name: 'd3-on-frozen-prototypes',
  enforce: 'pre',
  transform: {
    filter: { id: /\/node_modules\/d3-(color|format)\// },
    handler: (code) =>
      code.replace(
        /^(\s*)((?:\w+\.)?prototype)\.(constructor|toString) = /gm,
        '$1Object.defineProperty($2, "$3", { writable: true, configurable: true }).$3 = '
      )
  }
};

export default defineConfig({
  plugins: [
    announcerWithoutStyle,
    valuesIsolated,
    d3OnFrozenPrototypes,
    paraglideVitePlugin(words),
    sveltekit(),
    svelteTesting()
  ],
  // The content security policy allows no data: fonts or styles, so nothing is inlined.
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    // What many screens use comes in one file too.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: startFile(), priority: 1 },
            { name: 'shared', minShareCount: 12 }
          ]
        }
      }
    }
  },
  // Tauri waits for exactly this address during development.
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  clearScreen: false,
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'eslint/**/*.test.js'],
    restoreMocks: true
  }
});
