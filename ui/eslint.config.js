import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import ukhwah from './eslint/ukhwah.js';
import svelteConfig from './svelte.config.js';

const TAURI = {
  group: ['@tauri-apps/*'],
  message: 'Only src/lib/ipc speaks to the core: import from $lib/ipc.'
};
const WORDS = { group: ['$lib/paraglide/*', '**/paraglide/*'], message: 'Import words from $lib/i18n.' };

export default defineConfig(
  globalIgnores(['build/', '.svelte-kit/', 'src/lib/paraglide/', 'src/lib/ipc/bindings.ts']),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.config.js', '*.config.ts', 'tools/*.js', 'eslint/*.js'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname
      }
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
  },
  {
    // Plain scripts that run in Node: types are checked by their editors, not by the linter.
    files: ['*.config.{js,ts}', 'tools/**/*.js', 'eslint/**/*.js'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node, parserOptions: { projectService: false } }
  },
  {
    files: ['src/**'],
    plugins: { ukhwah },
    rules: {
      // TypeScript knows every name, the ambient types of app.d.ts included.
      'no-undef': 'off',
      'ukhwah/tiers': 'error',
      'no-restricted-imports': ['error', { patterns: [TAURI, WORDS] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['warn', { max: 500 }]
    }
  },
  {
    files: ['src/**/*.svelte'],
    rules: {
      // The linter sees an imported component's props as `any`; svelte-check types them in full.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'ukhwah/no-literal-text': 'error',
      'svelte/no-at-html-tags': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: 'The content security policy refuses style="…": use a class or a style: directive.'
        }
      ],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // Addresses come in as data; the app is always served from the root.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  { files: ['src/lib/ipc/**'], rules: { 'no-restricted-imports': ['error', { patterns: [WORDS] }] } },
  {
    files: ['src/lib/i18n/**', 'src/early/i18n.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [TAURI] }] }
  }
);
