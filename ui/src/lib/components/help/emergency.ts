import { m } from '$lib/i18n';

/** Malaysia's emergency number. */
export const EMERGENCY_NUMBER = '999';

/** A step of "someone is not waking up". */
export type EmergencyStep =
  | 'call_on_speaker'
  | 'check_breathing'
  | 'press_chest'
  | 'lay_on_side'
  | 'give_nothing'
  | 'stay'
  | 'say_what_was_taken';

/**
 * What each step says.
 *
 * Source: World Health Organization, *Community management of opioid overdose* (2014), as in ukhwah-domain's
 * `help::EmergencyStep`, which has the same steps by the same names in the same order.
 */
export const STEP_WORDS: Record<EmergencyStep, () => string> = {
  call_on_speaker: () => m.emergency_call_on_speaker(),
  check_breathing: () => m.emergency_check_breathing(),
  press_chest: () => m.emergency_press_chest(),
  lay_on_side: () => m.emergency_lay_on_side(),
  give_nothing: () => m.emergency_give_nothing(),
  stay: () => m.emergency_stay(),
  say_what_was_taken: () => m.emergency_say_what_was_taken()
};
