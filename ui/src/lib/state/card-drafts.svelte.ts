import { core, type CardId, type CardView, type SideView } from '$lib/ipc';
import { plan } from './plan.svelte';

/** One side of a card. */
export type Side = 'situation' | 'response';
/** What is shown while a card is matched; from the last one, the card can be kept. */
export type Step = Side | 'card';

/** A card that is being matched. */
export class CardDraft {
  readonly id: CardId | null;
  readonly #seen: string | null;
  readonly #untouched: string;

  situation = $state<SideView | null>(null);
  response = $state<SideView | null>(null);
  onLockScreen = $state(false);
  step = $state<Step>('situation');
  /** Own words as far as they were typed, chosen or not. */
  words = $state<Record<Side, string>>({ situation: '', response: '' });

  constructor(card?: CardView) {
    this.id = card?.id ?? null;
    this.#seen = card?.seen ?? null;
    if (card !== undefined) {
      this.situation = { ...card.situation };
      this.response = { ...card.response };
      this.onLockScreen = card.on_lock_screen;
      this.step = 'card';
      if (card.situation.code === null) this.words.situation = card.situation.text;
      if (card.response.code === null) this.words.response = card.response.text;
    }
    this.#untouched = this.#content();
  }

  /** Whether there is anything in it that is not kept yet. */
  get changed(): boolean {
    return this.#content() !== this.#untouched;
  }

  /** Takes a side and goes on to what is still missing. */
  choose(side: Side, chosen: SideView): void {
    this[side] = chosen;
    if (this.situation === null) this.step = 'situation';
    else if (this.response === null) this.step = 'response';
    else this.step = 'card';
  }

  /** The step before this one; `null` where the matching began. */
  get earlier(): Step | null {
    if (this.step === 'card') return this.id === null ? 'response' : null;
    if (this.id !== null) return 'card';
    return this.step === 'response' ? 'situation' : null;
  }

  /** Keeps the card. Rejects with a refusal; `at` 0 means the situation, 1 the response. */
  async keep(): Promise<void> {
    const { id, situation, response } = this;
    if (situation === null || response === null) return;
    const request = {
      id,
      seen: this.#seen,
      situation: $state.snapshot(situation),
      response: $state.snapshot(response),
      on_lock_screen: this.onLockScreen
    };
    await plan.adopt(core.planCardSave(request));
    drafts.drop(this);
  }

  #content(): string {
    return JSON.stringify([this.situation, this.response, this.onLockScreen, this.words]);
  }
}

/** The cards that are being matched: at most one new one, and one for each card. They outlive their screen. */
class CardDrafts {
  #open = $state.raw<CardDraft[]>([]);

  /** What was begun and not kept: of a card, or of a new one. */
  begun(id: CardId | null): CardDraft | undefined {
    return this.#open.find((draft) => draft.id === id && draft.changed);
  }

  /** The draft of a card, or of a new one: what was begun, otherwise a fresh one. */
  open(card?: CardView): CardDraft {
    const begun = this.begun(card?.id ?? null);
    if (begun !== undefined) return begun;
    const draft = new CardDraft(card);
    this.#open = [...this.#open.filter((other) => other.id !== draft.id), draft];
    return draft;
  }

  drop(draft: CardDraft): void {
    this.#open = this.#open.filter((other) => other !== draft);
  }
}

export const drafts = new CardDrafts();
