export { m } from '$lib/paraglide/messages.js';
export { clockWords, dateWords, timeParts } from './clock';
export { nameInitial } from './initial';
export { isolated, joined } from './isolated';
export { language, setLanguage, type Language } from './language.svelte';
