// Help's dialogs, loaded once the ladder was painted: what draws them weighs more than Help itself.
export { default as CallBackDialog } from './CallBackDialog.svelte';
export { default as NumberDialog } from './NumberDialog.svelte';
