import {
  core,
  Refusal,
  type AmendId,
  type AmendRequest,
  type AmendView,
  type NumbersSeenView,
  type ServiceEntryId,
  type ServiceEntryRequest,
  type ServiceEntryView,
  type ServiceTarget,
  type ServiceView,
  type TalkId,
  type TalkRequest,
  type TalkView,
  type TrainingId,
  type TrainingRequest,
  type TrainingView
} from '$lib/ipc';

/** What was given, as the core last said. Each change shows what the core answered. */
export class Service {
  /** `null` until the first answer. */
  view = $state<ServiceView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  #older = $state<{ entries: ServiceEntryView[]; has_more: boolean } | null>(null);

  readonly entries = $derived([...(this.view?.entries ?? []), ...(this.#older?.entries ?? [])]);
  readonly hasMore = $derived(this.#older?.has_more ?? this.view?.has_more ?? false);
  /** Nothing was written about any of it yet. */
  readonly blank = $derived(
    this.view !== null &&
      [this.view.entries, this.view.talks, this.view.trainings, this.view.amends].every(
        (list) => list.length === 0
      )
  );

  talk(id: TalkId): TalkView | undefined {
    return this.view?.talks.find((talk) => talk.id === id);
  }

  training(id: TrainingId): TrainingView | undefined {
    return this.view?.trainings.find((training) => training.id === id);
  }

  amend(id: AmendId): AmendView | undefined {
    return this.view?.amends.find((amend) => amend.id === id);
  }

  /** An entry, however old; `undefined` if it is gone. Rejects if that cannot be told. */
  async entry(id: ServiceEntryId): Promise<ServiceEntryView | undefined> {
    const known = this.entries.find((entry) => entry.id === id);
    if (known !== undefined) return known;
    try {
      return await core.serviceEntry({ id });
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === 'not_found') return undefined;
      throw refusal;
    }
  }

  async load(): Promise<void> {
    try {
      this.#take(await core.serviceView());
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** Adds the next older entries to the list. */
  async more(): Promise<void> {
    const { view } = this;
    const before = this.#older;
    const page = await core.serviceOlder({ skip: this.entries.length });
    // Pressed twice, or changed meanwhile: these entries are there already, or are no longer the next.
    if (this.view !== view || this.#older !== before) return;
    this.#older = { ...page, entries: [...(before?.entries ?? []), ...page.entries] };
  }

  async saveEntry(request: ServiceEntryRequest): Promise<void> {
    this.#take(await core.serviceEntrySave(request));
  }

  async saveAmend(request: AmendRequest): Promise<void> {
    this.#take(await core.amendSave(request));
  }

  async saveTalk(request: TalkRequest): Promise<void> {
    this.#take(await core.talkSave(request));
  }

  async saveTraining(request: TrainingRequest): Promise<void> {
    this.#take(await core.trainingSave(request));
  }

  async trashOne(target: ServiceTarget): Promise<void> {
    this.#take(await core.serviceTrash(target));
  }

  async restore(target: ServiceTarget): Promise<void> {
    this.#take(await core.serviceRestore(target));
  }

  async erase(target: ServiceTarget, purgeBackups: boolean): Promise<void> {
    this.#take(await core.serviceErase({ target, purge_backups: purgeBackups }));
  }

  #take(view: ServiceView): void {
    this.view = view;
    this.#older = null;
  }
}

export const service = new Service();

/** Says whether something typed looks like somebody's number; the newest text counts. */
export class NumberWatch {
  seen = $state<NumbersSeenView>({ phone: false, identity_card: false });
  #asked = 0;

  async look(text: string): Promise<void> {
    const asked = ++this.#asked;
    // Most of what is typed holds no digit at all.
    const none = { phone: false, identity_card: false };
    const seen = /\p{Nd}/u.test(text) ? await core.serviceNumbers({ text }).catch(() => none) : none;
    if (asked === this.#asked) this.seen = seen;
  }
}
