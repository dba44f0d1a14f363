// What of `$lib/i18n` needs no framework: early.config.js puts it in its place.

export { nameInitial } from '$lib/i18n/initial';
export { joined } from '$lib/i18n/isolated';
export { m } from '$lib/paraglide/messages.js';
export { overwriteGetLocale } from '$lib/paraglide/runtime.js';
