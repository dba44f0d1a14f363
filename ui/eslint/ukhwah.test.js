// @vitest-environment node
import { resolve } from 'node:path';
import { RuleTester } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import { afterAll, describe, it } from 'vitest';
import ukhwah from './ukhwah.js';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.afterAll = afterAll;

const inSrc = (/** @type {string} */ path) => resolve(import.meta.dirname, '../src', path);
const modules = new RuleTester({ languageOptions: { sourceType: 'module' } });
const markup = new RuleTester({ languageOptions: { parser: svelteParser } });

const shared = inSrc('lib/components/shared/Card.js');
const people = inSrc('lib/components/people/Row.js');
const view = inSrc('lib/components/views/People.js');

modules.run('tiers', ukhwah.rules.tiers, {
  valid: [
    { filename: view, code: "import Row from '$lib/components/people/Row.svelte'" },
    { filename: people, code: "import Card from '../shared/Card.svelte'" },
    { filename: people, code: "import { call } from '$lib/ipc'" },
    { filename: shared, code: "import { m } from '$lib/i18n'" },
    { filename: shared, code: "import { Dialog } from 'bits-ui'" },
    { filename: inSrc('routes/page.js'), code: "import View from '$lib/components/views/People.svelte'" }
  ],
  invalid: [
    { filename: shared, code: "import Row from '$lib/components/people/Row.svelte'", errors: 1 },
    { filename: shared, code: "import { call } from '$lib/ipc'", errors: 1 },
    { filename: people, code: "import View from '../views/People.svelte'", errors: 1 },
    { filename: people, code: "export * from '../plan/deck'", errors: 1 },
    { filename: view, code: "import { sections } from '../../../routes/navigation'", errors: 1 },
    { filename: inSrc('lib/i18n/index.js'), code: "import('$lib/state/toasts.svelte')", errors: 1 }
  ]
});

markup.run('no-literal-text', ukhwah.rules['no-literal-text'], {
  valid: [
    '<p>{m.help_title()}</p>',
    '<p>· – 24 %</p>',
    '<p class="big">{name}</p>',
    '<style>p { color: red }</style>',
    "<script>const kind = 'text'</script>",
    '<Button variant="primary" label={m.save()} />',
    "<p class={wide ? 'wide' : 'narrow'}>{count}</p>"
  ],
  invalid: [
    { code: '<p>Bantuan</p>', errors: 1 },
    { code: '<img alt="gambar" />', errors: 1 },
    { code: '<Button label={"Simpan"} />', errors: 1 },
    { code: "<p>{open ? 'Buka' : m.closed()}</p>", errors: 1 },
    { code: '<p aria-label="Hai {name}"></p>', errors: 1 },
    { code: '<p>{`${count} orang`}</p>', errors: 1 }
  ]
});
