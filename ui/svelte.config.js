import { readFileSync, writeFileSync } from 'node:fs';
import adapterStatic from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { buildEarly } from './early.config.js';

const files = adapterStatic({ pages: 'build', assets: 'build', fallback: 'index.html' });

/**
 * The framework links the styles of all that is ever loaded into the page, where each holds up the first paint. What is
 * loaded later brings its styles along.
 *
 * @param {string} page
 */
function onlyStylesOfStart(page) {
  const html = readFileSync(page, 'utf8');
  const links = html.match(/\s*<link href="[^"]*" rel="stylesheet">/g) ?? [];
  const later = links.filter((link) => !link.includes('/start.'));
  if (links.length - later.length !== 1) throw new Error(`${page} does not link the styles of the start`);
  writeFileSync(
    page,
    later.reduce((rest, link) => rest.replace(link, ''), html)
  );
}

/**
 * The framework begins when the Help that stands in the page lets it.
 *
 * @param {string} page
 */
function afterEarlyHelp(page) {
  const html = readFileSync(page, 'utf8');
  const [begin, end] = ['Promise.all([', 'kit.start(app, element);\n\t\t\t\t\t});'];
  if (html.split(begin).length !== 2 || html.split(end).length !== 2)
    throw new Error(`${page} begins otherwise`);
  writeFileSync(
    page,
    html
      .replace(begin, `(window.ukhwahEarly?.ready ?? Promise.resolve()).then(() => ${begin}`)
      .replace(end, end.replace(/;$/, ');'))
  );
}

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
  kit: {
    adapter: {
      name: files.name,
      async adapt(builder) {
        await files.adapt(builder);
        onlyStylesOfStart('build/index.html');
        afterEarlyHelp('build/index.html');
        await buildEarly();
      }
    }
  }
};
