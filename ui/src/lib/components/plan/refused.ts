import type { ErrorCode } from '$lib/ipc';
import type { Editing } from '$lib/state/plan.svelte';

/** A field that a refusal can speak of. */
export type FormField = 'text' | 'name' | 'note' | 'map' | 'next_step';

/** What is wrong with one field, in words. */
export interface FormError {
  field: FormField;
  words: string;
}

/** The field that a refusal is about; `null` if it is about none. */
export function fieldOf(of: Editing['of'], code: ErrorCode, at: number | null): FormField | null {
  switch (code) {
    case 'name_empty':
    case 'name_too_long':
      return 'name';
    case 'map_link_short':
    case 'map_link_invalid':
      return 'map';
    case 'text_empty':
    case 'text_too_long':
      if (of === 'place') return 'note';
      return of === 'goal' && at === 1 ? 'next_step' : 'text';
    default:
      return null;
  }
}
