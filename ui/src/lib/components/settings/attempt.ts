import { tellRefusal } from '$lib/errors';
import { toasts } from '$lib/state/toasts.svelte';

/** Does something and says that it is done, or why not. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await work();
    if (done !== undefined) toasts.show(done);
  } catch (thrown) {
    tellRefusal(thrown);
  }
}
