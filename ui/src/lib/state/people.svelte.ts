import {
  core,
  type NumberView,
  type PeopleView,
  type PersonId,
  type PersonRequest,
  type PersonView,
  type TrashedView
} from '$lib/ipc';

/** What a save sends for a person just as the core last showed them. */
export function requestOf(person: PersonView): PersonRequest {
  const { id, seen, name, role, role_words, sex, knows, hours, rhythm_days, last_contact, note, on_ladder } =
    person;
  const numbers = person.numbers.map(({ id, seen, display: text, label, whatsapp }: NumberView) => {
    return { id, seen, text, label, whatsapp };
  });
  return {
    ...{ id, seen, name, role, role_words, sex, knows, hours },
    ...{ rhythm_days, last_contact, note, on_ladder, numbers },
    shown_numbers: numbers.map(({ id }) => id)
  };
}

/** The people on the list, as the core last said. Each change shows what the core answered. */
export class People {
  /** `null` until the first answer. */
  view = $state<PeopleView | null>(null);
  /** Why the list could not be read. */
  refusal = $state<unknown>(null);

  readonly ladder = $derived(this.#those((person) => person.on_ladder));
  readonly overdue = $derived(this.#those((person) => person.overdue));
  /** Neither on the ladder nor among those to greet: everybody is on the screen once at least. */
  readonly others = $derived(this.#those((person) => !person.on_ladder && !person.overdue));
  readonly trash: TrashedView[] = $derived(this.view?.trash ?? []);

  find(id: PersonId | null): PersonView | undefined {
    return this.view?.people.find((person) => person.id === id);
  }

  async load(): Promise<void> {
    try {
      this.view = await core.peopleView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async save(request: PersonRequest): Promise<void> {
    this.view = await core.personSave(request);
  }

  /** Puts someone after another one on the ladder, or first. */
  async move(id: PersonId, after: PersonId | null): Promise<void> {
    this.view = await core.ladderMove({ id, after });
  }

  async trashOne(id: PersonId): Promise<void> {
    this.view = await core.personTrash({ id });
  }

  async restore(id: PersonId): Promise<void> {
    this.view = await core.personRestore({ id });
  }

  async erase(id: PersonId, purgeBackups: boolean): Promise<void> {
    this.view = await core.personErase({ id, purge_backups: purgeBackups });
  }

  async greeted(id: PersonId): Promise<void> {
    this.view = await core.personGreeted({ id });
  }

  /** Takes a "have greeted" back: the day of the last contact is again the one of `before`. */
  async takeGreetingBack(before: PersonView): Promise<void> {
    const now = this.find(before.id);
    if (now !== undefined) await this.save({ ...requestOf(now), last_contact: before.last_contact });
  }

  #those(wanted: (person: PersonView) => boolean): PersonView[] {
    return this.view?.people.filter(wanted) ?? [];
  }
}

export const people = new People();
