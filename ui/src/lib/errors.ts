import { m } from '$lib/i18n';
import { Refusal, type ErrorCode } from '$lib/ipc';
import { toasts } from '$lib/state/toasts.svelte';

/** What each refusal says to the person; a code without words does not compile. */
const WORDS: Record<ErrorCode, (at: number | null) => string> = {
  locked: () => m.refusal_locked(),
  wrong_secret: () => m.refusal_wrong_secret(),
  wait_first: () => m.refusal_wait_first(),
  weak_pin: () => m.refusal_weak_pin(),
  weak_passphrase: () => m.refusal_weak_passphrase(),
  pin_needs_keychain: () => m.refusal_pin_needs_keychain(),
  keychain_failed: () => m.refusal_keychain_failed(),
  recovery_word_unknown: (at) =>
    at === null ? m.refusal_recovery_word_unknown_some() : m.refusal_recovery_word_unknown({ place: at + 1 }),
  recovery_word_count: () => m.refusal_recovery_word_count(),
  recovery_words_wrong: () => m.refusal_recovery_words_wrong(),
  recovery_code_other: () => m.refusal_recovery_code_other(),
  name_empty: () => m.refusal_name_empty(),
  name_too_long: () => m.refusal_name_too_long(),
  text_empty: () => m.refusal_text_empty(),
  text_too_long: () => m.refusal_text_too_long(),
  number_empty: () => m.refusal_number_empty(),
  number_too_short: () => m.refusal_number_too_short(),
  number_too_long: () => m.refusal_number_too_long(),
  number_invalid: () => m.refusal_number_invalid(),
  hours_invalid: () => m.refusal_hours_invalid(),
  date_invalid: () => m.refusal_date_invalid(),
  date_ahead: () => m.refusal_date_ahead(),
  day_too_full: () => m.refusal_day_too_full(),
  date_too_early: () => m.refusal_date_too_early(),
  nothing_answered: () => m.refusal_nothing_answered(),
  ends_before_start: () => m.refusal_ends_before_start(),
  return_first: () => m.refusal_return_first(),
  before_beginning: () => m.refusal_before_beginning(),
  never_occurs: () => m.refusal_never_occurs(),
  no_weekday: () => m.refusal_no_weekday(),
  rule_invalid: () => m.refusal_rule_invalid(),
  rule_within_day: () => m.refusal_rule_within_day(),
  shift_ahead: () => m.refusal_shift_ahead(),
  shift_too_long: () => m.refusal_shift_too_long(),
  amount_invalid: () => m.refusal_amount_invalid(),
  quran_place_invalid: () => m.refusal_quran_place_invalid(),
  map_link_short: () => m.refusal_map_link_short(),
  map_link_invalid: () => m.refusal_map_link_invalid(),
  not_found: () => m.refusal_not_found(),
  newer_record: () => m.refusal_newer_record(),
  disk_full: () => m.refusal_disk_full(),
  read_only: () => m.refusal_read_only(),
  damaged: () => m.refusal_damaged(),
  nothing_opens: () => m.refusal_nothing_opens(),
  cancelled: () => m.refusal_cancelled(),
  file_unreadable: () => m.refusal_file_unreadable(),
  file_too_large: () => m.refusal_file_too_large(),
  sound_invalid: () => m.refusal_sound_invalid(),
  no_contacts: () => m.refusal_no_contacts(),
  no_meetings: () => m.refusal_no_meetings(),
  too_many_meetings: () => m.refusal_too_many_meetings(),
  meeting_whole_day: () => m.refusal_meeting_whole_day(),
  meeting_without_start: () => m.refusal_meeting_without_start(),
  nothing_to_export: () => m.refusal_nothing_to_export(),
  does_not_know: () => m.refusal_does_not_know(),
  not_a_backup: () => m.refusal_not_a_backup(),
  backup_damaged: () => m.refusal_backup_damaged(),
  backup_newer: () => m.refusal_backup_newer(),
  zone_unknown: () => m.refusal_zone_unknown(),
  no_answer: () => m.refusal_no_answer(),
  answer_refused: () => m.refusal_answer_refused(),
  answer_cut_off: () => m.refusal_answer_cut_off(),
  nothing_to_print: () => m.refusal_nothing_to_print(),
  invite_invalid: () => m.refusal_invite_invalid(),
  invite_used: () => m.refusal_invite_used(),
  invite_expired: () => m.refusal_invite_expired(),
  not_a_server: () => m.refusal_not_a_server(),
  server_refused: () => m.refusal_server_refused(),
  other_server: () => m.refusal_other_server(),
  address_not_allowed: () => m.refusal_address_not_allowed(),
  device_limit: () => m.refusal_device_limit(),
  code_wrong: triesLeft,
  pairing_over: () => m.refusal_pairing_over(),
  keys_differ: () => m.refusal_keys_differ(),
  no_qr: () => m.refusal_no_qr(),
  certificate_invalid: () => m.refusal_certificate_invalid(),
  not_joined: () => m.refusal_not_joined(),
  already_joined: () => m.refusal_already_joined(),
  bad_request: () => m.refusal_bad_request(),
  failed: () => m.refusal_failed()
};

/** Digits that differ, with how many tries are left where that is known. */
function triesLeft(count: number | null): string {
  if (count === null) return m.refusal_code_wrong_some();
  if (count === 0) return m.refusal_pairing_over();
  return count === 1 ? m.refusal_code_wrong_last() : m.refusal_code_wrong({ count });
}

/** What went wrong, as one sentence in the language now shown. Anything that is not a refusal counts as `failed`. */
export function refusalWords(thrown: unknown): string {
  return codeWords(refusalCode(thrown), thrown instanceof Refusal ? thrown.at : null);
}

/** What a code says to the person. */
export function codeWords(code: ErrorCode, at: number | null = null): string {
  return (WORDS[code] ?? WORDS.failed)(at);
}

/** The code of a refusal; `failed` for anything else that was thrown. */
export function refusalCode(thrown: unknown): ErrorCode {
  return thrown instanceof Refusal ? thrown.code : 'failed';
}

/** Shows and reads aloud what went wrong. Closing a file dialog is an answer, so it is not told. */
export function tellRefusal(thrown: unknown): void {
  if (refusalCode(thrown) !== 'cancelled') toasts.show(refusalWords(thrown));
}
