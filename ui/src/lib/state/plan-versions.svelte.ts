import { core, type PlanVersionId, type VersionContentView, type VersionView } from '$lib/ipc';
import { plan } from './plan.svelte';

/** The kept versions of the plan, while their screen is open. */
export class PlanVersions {
  /** Those asked for so far, newest first; `null` until they are known. */
  list = $state.raw<VersionView[] | null>(null);
  /** What to pass over for those before them; `null` if these are all. */
  #next = $state<number | null>(null);
  /** Whether the plan as it stands is none of them. */
  tooLong = $state(false);
  /** Why there is no list. */
  refusal = $state.raw<unknown>(null);
  /** Whether there are versions that are still to be read. */
  reading = $state(true);
  #contents = $state.raw<Readonly<Partial<Record<PlanVersionId, VersionContentView>>>>({});

  get hasMore(): boolean {
    return this.#next !== null;
  }

  async load(): Promise<void> {
    await this.#ask(0, []);
  }

  async more(): Promise<void> {
    if (this.#next !== null) await this.#ask(this.#next, this.list ?? []);
  }

  /** What a version says; absent while it is not read, or cannot be. */
  content(id: PlanVersionId | null): VersionContentView | undefined {
    return id === null ? undefined : this.#contents[id];
  }

  /** What the version before it says: `null` if it is the first, absent if it is not read. */
  before(id: PlanVersionId): VersionContentView | null | undefined {
    const earlier = this.list?.find((version) => version.id === id)?.before ?? null;
    return earlier === null ? null : this.content(earlier);
  }

  /** Whether this is how the plan is now. */
  isNow(id: PlanVersionId): boolean {
    return !this.tooLong && this.list?.[0]?.id === id;
  }

  /** Makes the plan what it was then. Rejects with a refusal. */
  async restore(id: PlanVersionId): Promise<void> {
    await plan.adopt(core.planVersionRestore({ id }));
  }

  /** Asks for a page, and reads each of its versions and the one before the last, so that all can be told in words. */
  async #ask(skip: number, known: VersionView[]): Promise<void> {
    try {
      const page = await core.planVersions({ skip });
      this.list = [...known, ...page.versions];
      this.#next = page.next;
      this.tooLong = page.too_long;
      this.refusal = null;
    } catch (refusal) {
      this.refusal = refusal;
      return;
    }
    await this.#read();
  }

  async #read(): Promise<void> {
    this.reading = true;
    const wanted = this.list?.flatMap(({ id, before }) => (before === null ? [id] : [id, before])) ?? [];
    for (const id of wanted) {
      if (this.#contents[id] !== undefined) continue;
      try {
        const content = await core.planVersion({ id });
        this.#contents = { ...this.#contents, [id]: content };
      } catch {
        // One that a newer app wrote stays in the list, told in numbers.
      }
    }
    this.reading = false;
  }
}
