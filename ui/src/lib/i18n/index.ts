export { m } from '$lib/paraglide/messages.js';
export { clockWords, dateWords, timeParts } from './clock';
export { nameInitial } from './initial';
export { language, setLanguage, type Language } from './language.svelte';
