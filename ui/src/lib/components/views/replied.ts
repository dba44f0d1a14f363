import { tellRefusal } from '$lib/errors';
import { m } from '$lib/i18n';
import { meetings } from '$lib/state/meetings.svelte';
import { toasts } from '$lib/state/toasts.svelte';

/** Keeps whether the person comes to a meeting on a date, and answers warmly; `null` takes the reply back. */
export async function reply(id: string, date: string, coming: boolean | null): Promise<void> {
  try {
    await meetings.reply(id, date, coming);
    if (coming === null) toasts.show(m.meetings_reply_back());
    else toasts.show(coming ? m.meetings_replied_coming() : m.meetings_replied_not_coming());
  } catch (thrown) {
    tellRefusal(thrown);
  }
}
