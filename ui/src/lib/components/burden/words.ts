import { m } from '$lib/i18n';
import type {
  Amount,
  BalanceSide,
  BoundaryRequest,
  BoundaryView,
  ShiftId,
  ShiftView,
  WeekView
} from '$lib/ipc';

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

export function shiftHref(id: ShiftId): string {
  return `/reflection/burden/shift?id=${encodeURIComponent(id)}`;
}

/** When a shift was, as a title: `Semalam, 2 petang – 10 malam`. */
export function shiftTitle({ date_words: date, time_words: time }: ShiftView): string {
  const title = m.burden_shift_when({ date, time });
  return title.charAt(0).toLocaleUpperCase() + title.slice(1);
}

/** The page of a week's balance, named by one of its days. */
export function balanceHref(week: string): string {
  return `/reflection/balance?week=${week}`;
}

/** A week by its days. */
export function weekName({ words, present }: WeekView): string {
  return present ? m.balance_present({ week: words }) : words;
}

/** How often the work is to be talked over. */
export function supervisionName(days: number): string {
  if (days === 7) return m.work_supervision_week();
  return days % 7 === 0
    ? m.work_supervision_weeks({ count: days / 7 })
    : m.work_supervision_days({ count: days });
}

/** Boundaries to begin with, in the language now shown. */
export function readyBoundaries(): Pick<BoundaryRequest, 'text' | 'tell' | 'when'>[] {
  return [
    { text: m.work_ready_1_text(), tell: m.work_ready_1_tell(), when: 'quiet' },
    { text: m.work_ready_2_text(), tell: m.work_ready_2_tell(), when: 'always' },
    { text: m.work_ready_3_text(), tell: m.work_ready_3_tell(), when: 'always' },
    { text: m.work_ready_4_text(), tell: null, when: 'always' }
  ];
}

/** When a boundary holds. */
export function whenWords(when: BoundaryView['when']): string {
  if (when === 'always') return m.work_when_always();
  return when === 'off' ? m.work_when_off() : m.work_when_quiet();
}
