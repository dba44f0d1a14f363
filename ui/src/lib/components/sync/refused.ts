import { refusalCode } from '$lib/errors';

/** Whether what was refused is the name of a device. */
export function nameRefused(thrown: unknown): boolean {
  return ['name_empty', 'name_too_long'].includes(refusalCode(thrown));
}

/** Whether what was refused is the text of an invite, a card or a code. */
export function textRefused(thrown: unknown): boolean {
  return ['invite_invalid', 'no_qr', 'file_unreadable', 'file_too_large'].includes(refusalCode(thrown));
}
