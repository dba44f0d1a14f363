// What the person says of an entry of the day, with a way back.

import { tellRefusal } from '$lib/errors';
import { m } from '$lib/i18n';
import type { AgendaState, AgendaTarget } from '$lib/ipc';
import { toasts } from './toasts.svelte';
import { today } from './today.svelte';

/** An entry of the day: an item, a meeting or a prayer. */
export interface Entry {
  target: AgendaTarget;
  /** The day that it belongs to, as YYYY-MM-DD. */
  date: string;
  title: string;
  state: AgendaState;
}

/** What a person can say of an entry; `open` takes back what was said. */
export type Said = 'open' | 'done' | 'later' | 'not_today' | 'coming' | 'not_coming';

/** Whether the entry has its tick. */
export function isTicked(state: AgendaState): boolean {
  return state === 'done' || state === 'qada' || state === 'coming';
}

/** Whether nothing was said of the entry that could be taken back. */
export function isOpen(state: AgendaState): boolean {
  return state === 'open' || state === 'begun';
}

/** What a touch of the round mark says. */
export function touchSays(entry: Entry): Said {
  if (isTicked(entry.state)) return 'open';
  return entry.target.kind === 'meeting' ? 'coming' : 'done';
}

/** What the menu of an entry offers. */
export function choices({ target, state }: Entry): Said[] {
  const all: Said[] = target.kind === 'meeting' ? ['coming', 'not_coming'] : ['done', 'later', 'not_today'];
  const others = all.filter((said) => said !== state);
  return isOpen(state) ? others : [...others, 'open'];
}

/** What a choice is called in a menu. */
export function choiceWords({ target }: Entry, said: Said): string {
  switch (said) {
    case 'done':
      return m.today_done();
    case 'later':
      return m.today_later();
    case 'not_today':
      return m.today_not_today();
    case 'coming':
      return m.today_coming();
    case 'not_coming':
      return m.today_not_coming();
    case 'open':
      return target.kind === 'meeting' ? m.today_reply_away() : m.today_unmark();
  }
}

/** What was said of an entry, in words; nothing for what its tick or its counter says already. */
export function stateWords(state: AgendaState): string | undefined {
  switch (state) {
    case 'later':
      return m.today_later();
    case 'not_today':
      return m.today_not_today();
    case 'coming':
      return m.today_coming();
    case 'not_coming':
      return m.today_not_coming();
    case 'open':
    case 'begun':
    case 'done':
    case 'qada':
      return undefined;
  }
}

/** Says it to the core, and tells the person, who can take it back. */
export async function say(entry: Entry, said: Said): Promise<void> {
  try {
    await keep(entry, said);
    toasts.passing(saidWords(entry.title, said), { label: m.action_undo(), run: () => void takeBack(entry) });
  } catch (thrown) {
    tellRefusal(thrown);
  }
}

/** Makes the entry again what it was. */
async function takeBack(before: Entry): Promise<void> {
  try {
    await keep(before, before.state);
  } catch (thrown) {
    tellRefusal(thrown);
  }
}

async function keep({ target, date }: Entry, said: Said | AgendaState): Promise<void> {
  if (target.kind === 'meeting') {
    await today.reply(target, date, said === 'coming' ? true : said === 'not_coming' ? false : null);
  } else if (said === 'done' || said === 'later' || said === 'not_today' || said === 'qada') {
    await today.mark(target, date, said);
  } else {
    await today.unmark(target, date);
  }
}

function saidWords(title: string, said: Said): string {
  switch (said) {
    case 'done':
      return m.today_said_done({ title });
    case 'later':
      return m.today_said_later({ title });
    case 'not_today':
      return m.today_said_not_today({ title });
    case 'coming':
      return m.today_said_coming({ title });
    case 'not_coming':
      return m.today_said_not_coming({ title });
    case 'open':
      return m.today_said_open({ title });
  }
}
