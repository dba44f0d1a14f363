import { m } from '$lib/i18n';
import type { Answers, Burden, Question, SignView, TrendPointView } from '$lib/ipc';
import type { Body } from '$lib/state/checkin-draft.svelte';

/** The questions with five steps, in the order in which they are asked. */
export const QUESTIONS: readonly Question[] = ['heaviness', 'craving', 'energy'];
export const BODY: readonly Body[] = ['hungry', 'angry', 'lonely', 'tired'];
export const BURDENS: readonly Burden[] = ['mine', 'client', 'both'];

const ASKED: Record<Question, () => string> = {
  heaviness: m.reflection_heaviness,
  craving: m.reflection_craving,
  energy: m.reflection_energy
};
const NAMES: Record<Question, () => string> = {
  heaviness: m.reflection_name_heaviness,
  craving: m.reflection_name_craving,
  energy: m.reflection_name_energy
};
const ENDS: Record<Question, () => [string, string]> = {
  heaviness: () => [m.reflection_heaviness_low(), m.reflection_heaviness_high()],
  craving: () => [m.reflection_craving_low(), m.reflection_craving_high()],
  energy: () => [m.reflection_energy_low(), m.reflection_energy_high()]
};
const BURDEN_NAMES: Record<Burden, () => string> = {
  mine: m.reflection_burden_mine,
  client: m.reflection_burden_client,
  both: m.reflection_burden_both
};
const BODY_NAMES: Record<Body, () => string> = {
  hungry: m.reflection_hungry,
  angry: m.reflection_angry,
  lonely: m.reflection_lonely,
  tired: m.reflection_tired
};
const SIGNS: Record<Question, (since: { since: string }) => string> = {
  heaviness: m.reflection_sign_heaviness,
  craving: m.reflection_sign_craving,
  energy: m.reflection_sign_energy
};

/** The question as it is asked. */
export const asked = (question: Question): string => ASKED[question]();
/** What a question is about, in a word. */
export const nameOf = (question: Question): string => NAMES[question]();
/** What the first and the last step mean. */
export const endsOf = (question: Question): [string, string] => ENDS[question]();
export const burdenName = (burden: Burden): string => BURDEN_NAMES[burden]();
export const bodyName = (body: Body): string => BODY_NAMES[body]();

/** What the early sign says. */
export function signWords(sign: SignView): string {
  return SIGNS[sign.question]({ since: sign.since_words });
}

/** What was answered, in one line: "berat di hati 4 · Klien · Letih". */
export function answersWords(answers: Answers): string {
  const levels = QUESTIONS.flatMap((question) => {
    const level = answers[question];
    return level === null ? [] : [`${nameOf(question)} ${String(level)}`];
  });
  const burden = answers.burden === null ? [] : [burdenName(answers.burden)];
  const body = BODY.filter((part) => answers[part]).map(bodyName);
  return [...levels, ...burden, ...body].join(' · ');
}

/** How many check-ins of a point named this burden. */
export function burdenCount(point: TrendPointView, burden: Burden): number {
  return point[burden];
}
