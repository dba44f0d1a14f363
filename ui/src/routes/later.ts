// What can only be seen once Help stands there: loaded by the layout after its first paint, all in one.
export { default as BreatheScreen } from '$lib/components/breathe/BreatheScreen.svelte';
export { default as ClockCover } from '$lib/components/frame/ClockCover.svelte';
export { default as EmergencySteps } from '$lib/components/help/EmergencySteps.svelte';
export { default as HelpPlain } from '$lib/components/help/HelpPlain.svelte';
export { default as LockScreen } from '$lib/components/lock/LockScreen.svelte';
export { default as Button } from '$lib/components/shared/Button.svelte';
export { default as Failed } from '$lib/components/shared/Failed.svelte';
export { default as ToastRegion } from '$lib/components/shared/ToastRegion.svelte';
export { default as TroubleScreen } from '$lib/components/trouble/TroubleScreen.svelte';
export { default as Welcome } from '$lib/components/welcome/Welcome.svelte';
