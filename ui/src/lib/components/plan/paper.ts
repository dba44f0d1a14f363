import type { CardId, Paper, PersonId, PlanPart, PlanView, PrintRequest, PrintTo } from '$lib/ipc';

/** What is ticked for the paper: nothing, until the person picks it. */
export interface Picked {
  parts: Partial<Record<PlanPart, boolean>>;
  cards: Record<CardId, boolean>;
  people: Record<PersonId, boolean>;
  places: boolean;
  goals: boolean;
}

export function nothing(): Picked {
  return { parts: {}, cards: {}, people: {}, places: false, goals: false };
}

/** Asks for exactly what is ticked and in sight: cards have only cards on them, however much was ticked for a sheet. */
export function requestOf(to: PrintTo, paper: Paper, picked: Picked, view: PlanView): PrintRequest {
  const cards = view.cards.map((card) => card.id).filter((id) => picked.cards[id] === true);
  if (paper === 'a6_cards') return { to, paper, cards, parts: [], places: false, goals: false, people: [] };
  const ticked = <Key extends string>(ticks: Partial<Record<Key, boolean>>): Key[] =>
    (Object.keys(ticks) as Key[]).filter((key) => ticks[key] === true);
  return {
    to,
    paper,
    cards,
    parts: ticked(picked.parts),
    places: picked.places,
    goals: picked.goals,
    people: ticked(picked.people)
  };
}
