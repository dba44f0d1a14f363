import { expect, test } from 'vitest';

// The text of every source file; which tier may import which is the linter's business (eslint/ukhwah.js).
const sources = import.meta.glob<string>(['./**/*.{ts,svelte}', '!./lib/paraglide/**'], {
  eager: true,
  query: '?raw',
  import: 'default'
});

const ENDINGS = ['', '.ts', '.svelte', '.svelte.ts', '/index.ts'];

/** The source file a specifier names, or nothing for packages, types and generated files. */
function target(from: string, name: string): string | undefined {
  const url = name.startsWith('$lib/')
    ? new URL(`lib/${name.slice(5)}`, 'file:///')
    : name.startsWith('.')
      ? new URL(name, new URL(from, 'file:///'))
      : undefined;
  if (url === undefined) return undefined;
  return ENDINGS.map((ending) => `.${url.pathname}${ending}`).find((path) => path in sources);
}

function importsOf(path: string): string[] {
  const found = (sources[path] ?? '').matchAll(/(?:^|\n)\s*(?:import|export)\s(?!type)[^;]*?from '([^']+)'/g);
  return Array.from(found, (match) => target(path, match[1] ?? '')).filter((to) => to !== undefined);
}

/** The first ring of imports, as a path that ends where it starts. */
function findRing(): string[] | undefined {
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of importsOf(path)) {
      const ring = walk(next, [...trail, path]);
      if (ring !== undefined) return ring;
    }
    done.add(path);
    return undefined;
  };
  for (const path of Object.keys(sources)) {
    const ring = walk(path, []);
    if (ring !== undefined) return ring;
  }
  return undefined;
}

test('the import graph is read at all', () => {
  expect(importsOf('./lib/components/shared/Dialog.svelte')).toContain(
    './lib/components/shared/IconButton.svelte'
  );
  expect(importsOf('./lib/components/shared/Dialog.svelte')).toContain('./lib/i18n/index.ts');
});

test('no file imports itself through others', () => {
  expect(findRing()).toBeUndefined();
});
