import { m } from '$lib/i18n';
import type { DecksView, DeckEntryView, Dimension, PlanPart } from '$lib/ipc';
import type { DeckTheme } from './deck';

/** What a part of the plan says about itself, in the language now shown. */
interface PartWords {
  title: () => string;
  /** The question it answers: a blank part asks it, and so does its editor. */
  question: () => string;
  add: () => string;
}

/** A part of the plan with lines, or one of its other lists. */
export type Part = PlanPart | 'cards' | 'places' | 'goals';

const WORDS: Record<Part, PartWords> = {
  reason: { title: m.plan_reason, question: m.plan_reason_question, add: m.plan_reason_add },
  cards: { title: m.plan_cards, question: m.plan_cards_question, add: m.plan_cards_first },
  warning_sign: { title: m.plan_sign, question: m.plan_sign_question, add: m.plan_sign_add },
  alone: { title: m.plan_alone, question: m.plan_alone_question, add: m.plan_alone_add },
  lifting_place: {
    title: m.plan_lifting_place,
    question: m.plan_lifting_place_question,
    add: m.plan_lifting_place_add
  },
  lifting_person: {
    title: m.plan_lifting_person,
    question: m.plan_lifting_person_question,
    add: m.plan_lifting_person_add
  },
  ask: { title: m.plan_ask, question: m.plan_ask_question, add: m.plan_ask_add },
  professional: {
    title: m.plan_professional,
    question: m.plan_professional_question,
    add: m.plan_professional_add
  },
  surroundings: {
    title: m.plan_surroundings,
    question: m.plan_surroundings_question,
    add: m.plan_surroundings_add
  },
  places: { title: m.plan_places, question: m.plan_places_question, add: m.plan_places_add },
  goals: { title: m.plan_goals, question: m.plan_goals_question, add: m.plan_goals_add }
};

export function partWords(part: Part): PartWords {
  return WORDS[part];
}

/** The parts with lines, in the order in which the plan is read. */
export const LINE_PARTS: readonly PlanPart[] = [
  'reason',
  'warning_sign',
  'alone',
  'lifting_place',
  'lifting_person',
  'ask',
  'professional',
  'surroundings'
];

/** The id of a part on the screen, where the focus goes when one of its lines is gone. */
export function partId(part: Part): string {
  return `plan-${part}`;
}

/** The texts that a part offers to begin with. */
export function deckOf(decks: DecksView, part: PlanPart): DeckEntryView[] {
  switch (part) {
    case 'reason':
      return decks.reasons;
    case 'warning_sign':
      return decks.signs;
    case 'alone':
      return decks.alone;
    case 'surroundings':
      return decks.surroundings;
    default:
      return [];
  }
}

/** Whether a line of this part can speak of a person on the list. */
export function namesPerson(part: PlanPart): boolean {
  return part === 'lifting_person' || part === 'ask' || part === 'professional';
}

/** Whether Help can show a line of this part while the app is locked. Source: Help shows reasons, cards and places. */
export function canBeOnLockScreen(part: PlanPart): boolean {
  return part === 'reason';
}

const DIMENSIONS: Record<Dimension, () => string> = {
  health: m.plan_dimension_health,
  home: m.plan_dimension_home,
  purpose: m.plan_dimension_purpose,
  community: m.plan_dimension_community
};

/** The parts of life that a goal can belong to, in the order of the plan. */
export const ALL_DIMENSIONS: readonly Dimension[] = ['health', 'home', 'purpose', 'community'];

export function dimensionWords(dimension: Dimension): string {
  return DIMENSIONS[dimension]();
}

const THEMES: Record<DeckTheme, () => string> = {
  boredom: m.plan_theme_boredom,
  payday: m.plan_theme_payday,
  money: m.plan_theme_money,
  old_friends: m.plan_theme_old_friends,
  anger: m.plan_theme_anger,
  loneliness: m.plan_theme_loneliness,
  family: m.plan_theme_family,
  client_story: m.plan_theme_client_story,
  rejection: m.plan_theme_rejection,
  festival: m.plan_theme_festival,
  social_media: m.plan_theme_social_media,
  tiredness: m.plan_theme_tiredness,
  pain: m.plan_theme_pain,
  good_news: m.plan_theme_good_news,
  night: m.plan_theme_night,
  travel: m.plan_theme_travel,
  move_away: m.plan_theme_move_away,
  call_someone: m.plan_theme_call_someone,
  body: m.plan_theme_body,
  hands: m.plan_theme_hands,
  place: m.plan_theme_place,
  faith: m.plan_theme_faith,
  calm: m.plan_theme_calm,
  tell: m.plan_theme_tell,
  delay: m.plan_theme_delay
};

export function themeWords(theme: DeckTheme): string {
  return THEMES[theme]();
}
