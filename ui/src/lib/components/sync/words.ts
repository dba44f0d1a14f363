import { clockWords, dateWords, m } from '$lib/i18n';
import type {
  ChoiceArea,
  ChoiceVersionView,
  ChoiceView,
  SyncDeviceView,
  SyncLinkView,
  SyncNotice,
  SyncTrouble,
  SyncView,
  UnfiledItemView
} from '$lib/ipc';
import { shortened } from '$lib/shortened';
import { newcomers, overdue } from '$lib/state/sync.svelte';

const HOUR = 60;
const DAY_MS = 86_400_000;

/** The day of a moment on this device's clock, as YYYY-MM-DD. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day before the one on which a moment lies. */
function dayBefore(ms: number): string {
  return new Date(Date.parse(`${dayOf(ms)}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** When something was: `3:05 petang`, `semalam, 3:05 petang`, `3 Nov`. */
export function whenWords(ms: number, now: number): string {
  const date = new Date(ms);
  const time = clockWords(date.getHours() * HOUR + date.getMinutes());
  const day = dayOf(ms);
  if (day === dayOf(now)) return time;
  return day === dayBefore(now) ? m.sync_yesterday_at({ time }) : dayWords(day);
}

/** On which day something was: `semalam`, `3 Nov`. */
export function sinceWords(ms: number, now: number): string {
  const day = dayOf(ms);
  return day === dayBefore(now) ? m.sync_yesterday() : dayWords(day);
}

/** A day without its weekday: `3 Nov`. */
export function dayWords(isoDate: string): string {
  return dateWords(isoDate, { weekday: false });
}

/** What stops every copying until the person does something. */
const STOPPED: readonly SyncTrouble[] = [
  'removed',
  'copy_of_another',
  'server_full',
  'device_full',
  'app_too_old'
];

/** Whether this device is one of the others no longer: all that is left is to leave. */
export function isOut({ trouble }: SyncLinkView): boolean {
  return trouble === 'removed' || trouble === 'copy_of_another';
}

/** Whether it goes on only once the person does something. */
export function isStopped(trouble: SyncTrouble | null): trouble is SyncTrouble {
  return trouble !== null && STOPPED.includes(trouble);
}

/** How things stand, in a few words, for a row of the settings; nothing before it is known. */
export function rowWords({ link, choices }: SyncView, now: number): string {
  if (choices > 0) return m.sync_row_asks();
  if (link === null) return m.sync_row_none();
  if (link.held !== null) return m.sync_row_asks();
  if (isStopped(link.trouble)) return m.sync_row_stopped();
  if (link.state === 'busy') return m.sync_row_busy();
  if (overdue(link, now) && link.last_ms !== null)
    return m.sync_row_overdue({ when: sinceWords(link.last_ms, now) });
  if (link.pending > 0 || link.last_ms === null) return m.sync_row_waiting();
  return link.devices.length > 1 ? m.sync_row_same() : m.sync_row_one();
}

/** How things stand, in a sentence or two. */
export function stateWords(link: SyncLinkView, now: number): string {
  const { last_ms: last, pending } = link;
  const alone = link.devices.length < 2;
  if (link.state === 'busy') return m.sync_state_busy();
  if (last === null) return m.sync_state_never();
  if (overdue(link, now)) {
    const when = sinceWords(last, now);
    return alone ? m.sync_state_overdue_one({ when }) : m.sync_state_overdue({ when });
  }
  const when = whenWords(last, now);
  if (pending === 0) return alone ? m.sync_state_one({ when }) : m.sync_state_same({ when });
  const waiting = pending === 1 ? m.sync_state_waiting_one() : m.sync_state_waiting({ count: pending });
  return `${waiting} ${m.sync_state_last({ when })}`;
}

const TROUBLES: Record<SyncTrouble, () => string> = {
  no_answer: m.sync_trouble_no_answer,
  not_a_server: m.sync_trouble_not_a_server,
  failed: m.sync_trouble_failed,
  removed: m.sync_trouble_removed,
  copy_of_another: m.sync_trouble_copy,
  server_full: m.sync_trouble_server_full,
  device_full: m.sync_trouble_device_full,
  app_too_old: m.sync_trouble_app_too_old
};

/** What stopped the last sync, and what to do about it. */
export function troubleWords(trouble: SyncTrouble): string {
  return TROUBLES[trouble]();
}

/** What stopped the last sync and passes by itself, in a quiet sentence; nothing if there is nothing to know yet. */
export function passingWords(link: SyncLinkView): string | undefined {
  const { trouble } = link;
  if (trouble === null || isStopped(trouble) || link.state === 'busy') return undefined;
  return link.on_request ? troubleWords(trouble) : `${troubleWords(trouble)} ${m.sync_retries()}`;
}

const NOTICES: Record<SyncNotice, () => string> = {
  putting_back: m.sync_notice_putting_back,
  not_repairable: m.sync_notice_not_repairable,
  new_identity: m.sync_notice_new_identity,
  unreadable: m.sync_notice_unreadable,
  not_taken: m.sync_notice_not_taken,
  too_long: m.sync_notice_too_long,
  old_keyring: m.sync_notice_old_keyring,
  strange_device: m.sync_notice_strange_device,
  not_listed: m.sync_notice_not_listed,
  newer_keyring: m.sync_notice_newer_keyring,
  unproven_keyring: m.sync_notice_unproven_keyring
};

/** Something about the copy, as a sentence. */
export function noticeWords(notice: SyncNotice): string {
  return NOTICES[notice]();
}

/** What is known of a device, under its name. */
export function deviceWords(device: SyncDeviceView, now: number): string {
  if (device.is_going) return m.sync_going();
  const added = device.is_new && !device.here ? m.sync_new : m.sync_added;
  const words = [added({ date: dayWords(device.added) })];
  if (!device.here && device.last_seen !== null)
    words.push(
      device.last_seen === dayOf(now)
        ? m.sync_heard_today()
        : m.sync_heard({ date: dayWords(device.last_seen) })
    );
  return words.join(' · ');
}

/** Who erased what waits for an answer: the other device, where there is only one. */
export function eraserName(link: SyncLinkView): string {
  const others = link.devices.filter(({ here }) => !here);
  return (others.length === 1 ? others[0]?.name : undefined) ?? m.sync_other_device();
}

/** Something that Today says because only the person can do it. */
export interface Nudge {
  title: string;
  text: string;
}

/** In how many records versions wait to be chosen between. */
export function choicesWords(count: number): string {
  return count === 1 ? m.choices_row_one() : m.choices_row({ count });
}

const AREAS: Record<ChoiceArea, () => string> = {
  people: m.nav_people,
  help: m.choices_help,
  plan: m.nav_plan,
  meetings: m.meetings_title,
  routine: m.routine_menu,
  reflection: m.nav_reflection,
  path: m.nav_path,
  service: m.nav_service,
  stories: m.nav_stories
};

const FIELDS: Record<string, (() => string) | undefined> = {
  name: m.choices_of_name,
  note: m.choices_of_note,
  number: m.choices_of_number,
  whatsapp: m.choices_of_whatsapp,
  cost_words: m.choices_of_cost_words,
  role_words: m.choices_of_role_words,
  text: m.choices_of_text,
  title: m.choices_of_title,
  place: m.choices_of_place,
  date: m.choices_of_date,
  until: m.choices_of_until,
  minute: m.choices_of_minute,
  done_on: m.choices_of_done_on,
  next_step: m.choices_of_next_step,
  situation_text: m.choices_of_situation_text,
  response_text: m.choices_of_response_text,
  leader_words: m.choices_of_leader_words,
  tell: m.choices_of_tell,
  words: m.choices_of_words,
  before: m.choices_of_before,
  helped: m.choices_of_helped,
  kind_words: m.choices_of_kind_words,
  whom: m.choices_of_whom,
  what: m.choices_of_what,
  topic: m.choices_of_topic,
  told: m.choices_of_told,
  by: m.choices_of_by,
  certificate: m.choices_of_certificate,
  expires_on: m.choices_of_expires_on,
  audience_words: m.choices_of_audience_words,
  why: m.choices_of_why,
  spread: m.choices_of_spread
};

/** How much of a version is said where its whole text would be a wall. */
const GLIMPSE = 120;

/** What a version says, on a button or in a question: its beginning. */
export function glimpse({ words }: ChoiceVersionView): string {
  return words === null ? m.choices_cleared() : shortened(words, GLIMPSE);
}

/** What a field is called of which versions wait; nothing for one of a newer app. */
export function fieldWords(field: string): string {
  return FIELDS[field]?.() ?? '';
}

/** The part of the app to which it belongs, and its name if it has one: `Ukhwah: Abang Zul`. */
export function choiceTitle({ area, title }: ChoiceView): string {
  return title === null ? AREAS[area]() : `${AREAS[area]()}: ${title}`;
}

/** How much of what is left over stands above it. */
const UNFILED_TITLE = 40;

/** Where something belonged that is left over, and how it begins: `Kisah: Di surau`. */
export function unfiledTitle({ area, fields }: UnfiledItemView): string {
  return `${AREAS[area]()}: ${shortened(fields[0]?.words ?? '', UNFILED_TITLE)}`;
}

/** How much is left over of what was erased. */
export function unfiledWords(count: number): string {
  return count === 1 ? m.unfiled_row_one() : m.unfiled_row({ count });
}

/** What needs the person, in words, the most pressing first. Nothing while all is well, and nothing without an organization. */
export function nudges(view: SyncView | null, now: number): Nudge[] {
  if (view?.removed === true) return [{ title: m.sync_trouble_removed_title(), text: m.sync_removed_text() }];
  const link = view?.link ?? null;
  if (link === null) return [];
  const all: Nudge[] = [];
  if (link.held !== null) {
    const title = m.sync_held_title({ name: eraserName(link), count: link.held });
    all.push({ title, text: m.sync_held_text() });
  }
  for (const { name, added } of newcomers(link)) {
    const title = m.sync_nudge_new({ name, date: dayWords(added) });
    all.push({ title, text: m.sync_new_hint() });
  }
  if (overdue(link, now)) {
    const { last_ms: last } = link;
    const title =
      last === null ? m.sync_nudge_never() : m.sync_nudge_overdue({ when: sinceWords(last, now) });
    all.push({ title, text: m.sync_nudge_overdue_text() });
  }
  return all;
}
