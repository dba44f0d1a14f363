import { m } from '$lib/i18n';
import type { Amount, BalanceSide, BoundaryView } from '$lib/ipc';

/** The lengths of a shift that are offered, in minutes: every half hour to twelve hours, then every hour of a day. */
export const LENGTHS: readonly number[] = [
  ...Array.from({ length: 24 }, (_, at) => (at + 1) * 30),
  ...Array.from({ length: 12 }, (_, at) => (at + 13) * 60)
];

export function lengthName(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 30) return m.burden_shift_half();
  if (hours === 0) return m.burden_shift_minutes_only({ minutes: rest });
  if (minutes === 60) return m.burden_shift_hour();
  if (rest === 0) return m.burden_shift_hours({ count: hours });
  if (rest === 30) return m.burden_shift_hours_half({ count: hours });
  return m.burden_shift_minutes({ hours, minutes: rest });
}

const AMOUNTS = {
  gave: {
    little: m.balance_said_gave_little,
    some: m.balance_said_gave_some,
    much: m.balance_said_gave_much
  },
  cost: {
    little: m.balance_said_cost_little,
    some: m.balance_said_cost_some,
    much: m.balance_said_cost_much
  }
} as const;

/** What was answered, as a part of a sentence: `memberi banyak`. */
export function amountWords(side: BalanceSide, amount: Amount): string {
  return AMOUNTS[side][amount]();
}

/** When a boundary holds. */
export function whenWords(when: BoundaryView['when']): string {
  if (when === 'always') return m.work_when_always();
  return when === 'off' ? m.work_when_off() : m.work_when_quiet();
}
