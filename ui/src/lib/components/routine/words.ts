import BookOpen from '@lucide/svelte/icons/book-open';
import Circle from '@lucide/svelte/icons/circle-dot';
import Coffee from '@lucide/svelte/icons/coffee';
import Hash from '@lucide/svelte/icons/hash';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import MoonStar from '@lucide/svelte/icons/moon-star';
import Pill from '@lucide/svelte/icons/pill';
import { m } from '$lib/i18n';
import type { AgendaState, RoutineItemView, What } from '$lib/ipc';
import type { Icon } from '../shared/types';

const WHATS: Record<What, { name: () => string; icon: Icon }> = {
  sunat: { name: m.routine_what_sunat, icon: MoonStar },
  zikir: { name: m.routine_what_zikir, icon: Hash },
  quran: { name: m.routine_what_quran, icon: BookOpen },
  medication: { name: m.routine_what_medication, icon: Pill },
  rest: { name: m.routine_what_rest, icon: Coffee },
  supervision: { name: m.routine_what_supervision, icon: MessagesSquare },
  other: { name: m.routine_what_other, icon: Circle }
};

/** What a kind of thing is called. */
export function whatName(what: What): string {
  return WHATS[what].name();
}

export function whatIcon(what: What): Icon {
  return WHATS[what].icon;
}

/** When it is, how often and whether a reminder comes: `setiap hari, 8:30 pagi · 33 kali · ada peringatan`. */
export function itemWords({ when_words: when, aim, remind }: RoutineItemView): string {
  const parts = [when];
  if (aim !== null) parts.push(m.routine_times({ count: aim }));
  if (remind !== null) parts.push(m.routine_reminds());
  return parts.join(' · ');
}

const STATES: Record<AgendaState, () => string> = {
  open: m.routine_state_open,
  begun: m.routine_state_begun,
  later: m.routine_state_later,
  not_today: m.routine_state_not_today,
  done: m.routine_state_done,
  qada: m.routine_state_qada,
  coming: m.routine_state_coming,
  not_coming: m.routine_state_not_coming
};

/** What was said of something, in words. */
export function stateName(state: AgendaState): string {
  return STATES[state]();
}

/** How far from a moment something can be, in minutes. */
export const MOST_SHIFT = 720;

/** The minutes before or after a moment that are offered. */
export const SHIFTS = [-60, -45, -30, -20, -15, -10, -5, 0, 5, 10, 15, 20, 30, 45, 60, 90, 120] as const;

export function shiftName(minutes: number): string {
  if (minutes === 0) return m.routine_shift_at();
  return minutes < 0
    ? m.routine_shift_before({ count: -minutes })
    : m.routine_shift_after({ count: minutes });
}

/** How long before a reminder comes, as it is offered, in minutes. */
export const LEADS = [0, 5, 10, 15, 30, 60, 120, 1440] as const;

export function leadName(minutes: number): string {
  if (minutes === 0) return m.routine_remind_at();
  if (minutes === 60) return m.routine_remind_hour();
  if (minutes === 1440) return m.routine_remind_day();
  if (minutes % 60 === 0) return m.routine_remind_hours({ count: minutes / 60 });
  return m.routine_remind_before({ count: minutes });
}
