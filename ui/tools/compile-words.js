// Compiles messages/*.json so that svelte-check and eslint see the words without a build.
import { compile } from '@inlang/paraglide-js';
import { words } from '../words.config.js';

await compile(words);
