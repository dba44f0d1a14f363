import { tellRefusal } from '$lib/errors';
import { m } from '$lib/i18n';
import {
  core,
  type CardId,
  type CardView,
  type DecksView,
  type EraseInPlanRequest,
  type GoalRequest,
  type GoalView,
  type Outcome,
  type PersonView,
  type PlaceRequest,
  type PlanItemRequest,
  type PlanItemView,
  type PlanPart,
  type PlanTarget,
  type PlanView
} from '$lib/ipc';
import { shortened } from '$lib/shortened';
import { toasts } from './toasts.svelte';

/** How many characters of what was removed name it. */
const NAMED = 40;

/** A line, a place or a goal that is being written. */
export type Editing =
  | { of: 'item'; request: PlanItemRequest }
  | { of: 'place'; request: PlaceRequest }
  | { of: 'goal'; request: GoalRequest };

/** The cards of one rehearsal and how far it has come. */
interface Round {
  cards: CardId[];
  at: number;
}

const NO_DECKS: DecksView = {
  situations: [],
  responses: [],
  tips: [],
  reasons: [],
  signs: [],
  alone: [],
  surroundings: []
};

/**
 * The plan as the core last told it, and what is being written into it.
 *
 * What was read is dropped by `forget` when the screens go. What is being written stays, so that neither a lock nor a
 * look at another screen loses it.
 */
export class Plan {
  #view = $state<PlanView | null>(null);
  #decks = $state<DecksView>(NO_DECKS);
  #people = $state<PersonView[]>([]);
  /** Why the plan could not be read; only while there is none to show. */
  refusal = $state<unknown>(null);
  #editing = $state<Editing | null>(null);
  #untouched = '';
  #round = $state<Round | null>(null);

  #asked = 0;
  #taken = 0;

  get view(): PlanView | null {
    return this.#view;
  }

  /** The texts to pick from; empty until they are known. */
  get decks(): DecksView {
    return this.#decks;
  }

  /** The people on the list, those of the ladder first. */
  get people(): PersonView[] {
    return this.#people;
  }

  items(part: PlanPart): PlanItemView[] {
    return this.#view?.items.filter((item) => item.part === part) ?? [];
  }

  card(id: CardId | null): CardView | undefined {
    return this.#view?.cards.find((card) => card.id === id);
  }

  person(id: string | null): PersonView | undefined {
    return this.#people.find((person) => person.id === id);
  }

  /** Whether nothing at all was written yet. */
  get blank(): boolean {
    const view = this.#view;
    return (
      view !== null && [view.items, view.cards, view.places, view.goals].every((all) => all.length === 0)
    );
  }

  /** Reads the plan anew. Without the decks or the people it is still shown. */
  async load(): Promise<void> {
    void core.decksView().then(
      (decks) => (this.#decks = decks),
      () => undefined
    );
    void core.peopleView().then(
      (view) => (this.#people = view.people),
      () => undefined
    );
    try {
      await this.#take(core.planView());
    } catch (refusal) {
      if (this.#view === null) this.refusal = refusal;
    }
  }

  /** Drops everything that was read. */
  forget(): void {
    this.#taken = ++this.#asked;
    this.#view = null;
    this.#decks = NO_DECKS;
    this.#people = [];
    this.refusal = null;
  }

  // Writing a line, a place or a goal.

  get editing(): Editing | null {
    return this.#editing;
  }

  /** Whether what is being written differs from what it began with. */
  get changed(): boolean {
    return this.#editing !== null && JSON.stringify(this.#editing) !== this.#untouched;
  }

  edit(editing: Editing): void {
    this.#untouched = JSON.stringify(editing);
    this.#editing = editing;
  }

  stopEditing(): void {
    this.#editing = null;
  }

  /** Keeps what is being written, and with `another` goes on to a new line of the same part. Rejects with a refusal. */
  async keepEditing(another = false): Promise<void> {
    const editing = $state.snapshot(this.#editing);
    if (editing === null) return;
    await this.#take(save(editing));
    if (another && editing.of === 'item') this.edit({ of: 'item', request: newLine(editing.request.part) });
    else this.stopEditing();
  }

  // Changing what is there. Each of these says by itself what went wrong.

  /** Puts something after something else of its kind; `null` is the first place. Rejects with a refusal. */
  async move(target: PlanTarget, after: PlanTarget | null): Promise<void> {
    await this.#take(core.planMove({ target, after }));
  }

  /** Whether the goal was kept as reached, or as not reached. */
  async reach(goal: GoalView, done: boolean): Promise<boolean> {
    return this.#try(core.planGoalSave({ ...goalRequest(goal), done }));
  }

  /** Removes something, and offers to bring it back. `text` names it. */
  async remove(target: PlanTarget, text: string): Promise<boolean> {
    const removed = await this.#try(core.planRemove(target));
    if (removed) {
      const undo = { label: m.action_undo(), run: () => void this.putBack(target) };
      toasts.show(m.plan_removed({ text: shortened(text, NAMED) }), undo);
    }
    return removed;
  }

  async putBack(target: PlanTarget): Promise<boolean> {
    return this.#try(core.planPutBack(target));
  }

  async erase(request: EraseInPlanRequest): Promise<boolean> {
    return this.#try(core.planErase(request));
  }

  /** Takes over the plan that another call answered with. */
  async adopt(answer: Promise<PlanView>): Promise<void> {
    await this.#take(answer);
  }

  // Rehearsing.

  /** Begins with the cards that are due; with all of them if none is. One that was begun can go on instead. */
  beginRound(goesOn = false): void {
    const view = this.#view;
    if (view === null || (goesOn && this.#round !== null)) return;
    const cards = view.rehearsal.length > 0 ? view.rehearsal : view.cards.map((card) => card.id);
    this.#round = { cards: [...cards], at: 0 };
  }

  get round(): { place: number; total: number } | null {
    const round = this.#round;
    return round && { place: round.at + 1, total: round.cards.length };
  }

  /** The card to rehearse now; none when the round is done. */
  get roundCard(): CardView | undefined {
    return this.card(this.#round?.cards[this.#round.at] ?? null);
  }

  /** Notes how the card fared and goes on to the next one that is still there. */
  async rehearsed(outcome: Outcome): Promise<boolean> {
    const card = this.roundCard;
    if (card === undefined || !(await this.#try(core.planRehearse({ card: card.id, outcome })))) return false;
    const round = this.#round;
    if (round === null) return true;
    do round.at += 1;
    while (round.at < round.cards.length && this.roundCard === undefined);
    return true;
  }

  endRound(): void {
    this.#round = null;
  }

  async #try(answer: Promise<PlanView>): Promise<boolean> {
    try {
      await this.#take(answer);
      return true;
    } catch (refusal) {
      tellRefusal(refusal);
      return false;
    }
  }

  /** Answers can overtake each other: an older one never replaces a newer one. */
  async #take(answer: Promise<PlanView>): Promise<void> {
    const question = ++this.#asked;
    const view = await answer;
    if (question <= this.#taken) return;
    this.#taken = question;
    this.#view = view;
    this.refusal = null;
  }
}

export const plan = new Plan();

function save(editing: Editing): Promise<PlanView> {
  switch (editing.of) {
    case 'item':
      return core.planItemSave(editing.request);
    case 'place':
      return core.planPlaceSave(editing.request);
    case 'goal':
      return core.planGoalSave(editing.request);
  }
}

/** An empty line of a part. */
export function newLine(part: PlanPart): PlanItemRequest {
  return { id: null, seen: null, part, text: '', person: null, on_lock_screen: false };
}

/** The editor of a line, a place or a goal that is named by its id. */
export function editingOf(view: PlanView, wanted: string): Editing | null {
  const item = view.items.find((one) => one.id === wanted);
  if (item !== undefined) {
    const { id, seen, part, text, person, on_lock_screen } = item;
    return { of: 'item', request: { id, seen, part, text, person, on_lock_screen } };
  }
  const place = view.places.find((one) => one.id === wanted);
  if (place !== undefined) {
    const { id, seen, name, note, point, on_lock_screen } = place;
    return { of: 'place', request: { id, seen, name, note: note ?? '', map: point ?? '', on_lock_screen } };
  }
  const goal = view.goals.find((one) => one.id === wanted);
  return goal === undefined ? null : { of: 'goal', request: goalRequest(goal) };
}

/** A goal as its editor begins with it. */
export function goalRequest(goal: GoalView): GoalRequest {
  const { id, seen, dimension, text, next_step } = goal;
  return { id, seen, dimension, text, next_step, done: goal.done_words !== null };
}
