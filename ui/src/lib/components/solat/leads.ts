import { m } from '$lib/i18n';
import type { ReminderWish } from '$lib/ipc';

/** How long before a prayer a reminder comes, as it is offered, in minutes. */
export const LEADS = [0, 5, 10, 15, 20, 30, 45, 60];

export function leadName(minutes: number): string {
  return minutes === 0 ? m.solat_remind_now() : m.solat_remind_minutes({ count: minutes });
}

/** How the person wants to be reminded: `Peringatan 10 minit sebelum, senyap`. */
export function wishWords(wish: ReminderWish | null): string {
  if (wish === null) return m.solat_remind_none();
  const when = wish.before === 0 ? m.solat_remind_at() : m.solat_remind_before({ count: wish.before });
  return wish.sound === 'silent' ? m.solat_remind_silent({ when }) : when;
}
