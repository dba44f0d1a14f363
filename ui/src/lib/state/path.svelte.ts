import {
  core,
  Refusal,
  type DeckEntryView,
  type PathEventId,
  type PathEventRequest,
  type PathEventView,
  type PathGoalId,
  type PathGoalRequest,
  type PathGoalView,
  type PathTarget,
  type PathView
} from '$lib/ipc';

/** The paths, as the core last said. Their names are asked for only while the person wants to see them. */
export class Paths {
  /** `null` until the first answer. */
  view = $state<PathView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  #names = $state(false);
  #asked = 0;

  get names(): boolean {
    return this.#names;
  }

  async load(): Promise<void> {
    const question = ++this.#asked;
    try {
      const view = await core.pathView({ names: this.#names });
      if (question !== this.#asked) return;
      // They may have been hidden meanwhile.
      this.view = this.#names ? view : hidden(view);
      this.refusal = null;
    } catch (thrown) {
      if (question === this.#asked) this.refusal = thrown;
    }
  }

  /** Shows the names, or hides them: hidden at once, whatever the core is doing. */
  async showNames(on: boolean): Promise<void> {
    this.#names = on;
    if (on) await this.load();
    else if (this.view !== null) this.view = hidden(this.view);
  }

  /** One path with its name, for its editor; `undefined` if it is gone. */
  async goal(id: PathGoalId): Promise<PathGoalView | undefined> {
    return (await core.pathView({ names: true })).goals.find((goal) => goal.id === id);
  }

  /** One event; `undefined` if it is gone. Rejects if that cannot be told. */
  async event(id: PathEventId): Promise<PathEventView | undefined> {
    try {
      return await core.pathEvent({ id });
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === 'not_found') return undefined;
      throw refusal;
    }
  }

  async saveGoal(request: PathGoalRequest): Promise<void> {
    await this.#take(core.pathGoalSave(request));
  }

  async saveEvent(request: PathEventRequest): Promise<PathEventView> {
    const event = await core.pathEventSave(request);
    await this.load();
    return event;
  }

  async back(goal: PathGoalId): Promise<void> {
    await this.#take(core.pathReturn({ goal }));
  }

  /** It was said that what is written can be read on an unlocked phone. */
  async told(): Promise<void> {
    await this.#take(core.pathTold());
  }

  async trashOne(target: PathTarget): Promise<void> {
    await this.#take(core.pathTrash(target));
  }

  async restore(target: PathTarget): Promise<void> {
    await this.#take(core.pathRestore(target));
  }

  async erase(target: PathTarget, purgeBackups: boolean): Promise<void> {
    await this.#take(core.pathErase({ target, purge_backups: purgeBackups }));
  }

  /** What came before and what helped, as a card of the plan: an entry of the decks stays one. */
  async toCard(before: string, helped: string): Promise<void> {
    const decks = await core.decksView();
    await core.planCardSave({
      id: null,
      seen: null,
      situation: side(before, decks.situations),
      response: side(helped, decks.responses),
      on_lock_screen: false
    });
  }

  /** What came before, as a warning sign of the plan. */
  async toSign(before: string): Promise<void> {
    const fresh = { id: null, seen: null, person: null, on_lock_screen: false };
    await core.planItemSave({ ...fresh, part: 'warning_sign', text: before });
  }

  async #take(answer: Promise<PathView>): Promise<void> {
    const view = await answer;
    this.#asked++;
    // Answers come without names; where they are shown, they are asked for again.
    if (this.#names) await this.load();
    else this.view = view;
  }
}

function hidden(view: PathView): PathView {
  return { ...view, goals: view.goals.map((goal) => ({ ...goal, name: null })) };
}

function side(text: string, deck: DeckEntryView[]): { code: string | null; text: string } {
  return { code: deck.find((entry) => entry.text === text)?.code ?? null, text };
}

export const paths = new Paths();
