import { m } from '$lib/i18n';
import type { DeliveryView, ReminderTrouble } from '$lib/ipc';

type Outcome = DeliveryView['outcome'];

const OUTCOMES: Record<Outcome, () => string> = {
  delivered: m.reminders_log_delivered,
  late: m.reminders_log_late,
  missed: m.reminders_log_missed,
  failed: m.reminders_log_failed
};

/** What became of a reminder, in a word or two. */
export function outcomeName(outcome: Outcome): string {
  return OUTCOMES[outcome]();
}

const TROUBLES: Record<ReminderTrouble, () => string> = {
  key_gone: m.reminders_trouble_key_gone,
  damaged: m.reminders_trouble_damaged,
  newer: m.reminders_trouble_newer,
  cannot_write: m.reminders_trouble_cannot_write
};

/** Why reminders cannot be trusted now, and what to do about it. */
export function troubleWords(trouble: ReminderTrouble): string {
  return TROUBLES[trouble]();
}
