import { m } from '$lib/i18n';
import type { Channel, PersonId } from '$lib/ipc';
import { toasts } from '$lib/state/toasts.svelte';
import { ladder } from '../help/ladder.svelte';

interface Reachable {
  id: PersonId;
  name: string;
  numbers: readonly { display: string; whatsapp: boolean }[];
}

/** Calls or writes to someone. What does not open is told with the number, so that it can be dialled by hand. */
export async function reachPerson(
  person: Reachable,
  number: number,
  channel: Exclude<Channel, 'map'>
): Promise<void> {
  const known = person.numbers[number];
  if (known === undefined) return;
  const { id, name } = person;
  const { display, whatsapp } = known;
  const handedOver = await ladder.reach({ to: 'person', id, number }, channel, { name, display, whatsapp });
  if (channel === 'call' || handedOver) return;
  // Help tells this in its own place; here it is a message.
  ladder.unopened = null;
  const words = channel === 'sms' ? m.help_sms() : m.help_whatsapp();
  toasts.show(m.help_chat_not_opened({ channel: words, name, number: display }));
}
