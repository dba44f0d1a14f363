import { core, type PlanVersionId, type VersionContentView, type VersionView } from '$lib/ipc';
import { plan } from './plan.svelte';

/** How many versions are told in words at a time: each has to be read for that. */
const AT_ONCE = 10;

/** The kept versions of the plan, while their screen is open. */
export class PlanVersions {
  /** Newest first; `null` until they are known. */
  list = $state.raw<VersionView[] | null>(null);
  /** How many of them are shown. */
  shown = $state(AT_ONCE);
  /** Why there is no list. */
  refusal = $state.raw<unknown>(null);
  /** Whether there are versions that are still to be read. */
  reading = $state(true);
  #contents = $state.raw<Readonly<Partial<Record<PlanVersionId, VersionContentView>>>>({});

  async load(): Promise<void> {
    try {
      this.list = (await core.planVersions()).versions;
      this.refusal = null;
    } catch (refusal) {
      this.refusal = refusal;
      return;
    }
    await this.#read();
  }

  async more(): Promise<void> {
    this.shown += AT_ONCE;
    await this.#read();
  }

  /** What a version says; absent while it is not read, or cannot be. */
  content(id: PlanVersionId | null): VersionContentView | undefined {
    return id === null ? undefined : this.#contents[id];
  }

  /** What the version before it says: `null` if it is the first, absent if it is not read. */
  before(id: PlanVersionId): VersionContentView | null | undefined {
    const list = this.list ?? [];
    const place = list.findIndex((version) => version.id === id);
    const earlier = list[place + 1];
    return earlier === undefined ? null : this.content(earlier.id);
  }

  /** Whether this is how the plan is now. */
  isNow(id: PlanVersionId): boolean {
    return this.list?.[0]?.id === id;
  }

  /** Makes the plan what it was then. Rejects with a refusal. */
  async restore(id: PlanVersionId): Promise<void> {
    await plan.adopt(core.planVersionRestore({ id }));
  }

  /** Reads what is shown and the one before the last of it, so that each can be compared. */
  async #read(): Promise<void> {
    this.reading = true;
    for (const { id } of this.list?.slice(0, this.shown + 1) ?? []) {
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
