import {
  core,
  type PauseRequest,
  type QuranEntryView,
  type QuranRequest,
  type RoutineItemId,
  type RoutineItemView,
  type RoutineRequest,
  type RoutineTarget,
  type RoutineView
} from '$lib/ipc';

/** The routine, as the core last said. Each change shows what the core answered. */
export class Routine {
  /** `null` until the first answer. */
  view = $state<RoutineView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);

  /** Those that fall due, in the person's order. */
  readonly kept = $derived(this.#those((item) => !item.paused && !item.over));
  readonly resting = $derived(this.#those((item) => item.paused));
  readonly over = $derived(this.#those((item) => item.over && !item.paused));
  readonly trash = $derived(this.view?.trash ?? []);
  /** The place reached last in the Quran. */
  readonly reached: QuranEntryView | undefined = $derived(this.view?.quran?.[0]);

  find(id: RoutineItemId | null): RoutineItemView | undefined {
    return this.view?.items.find((item) => item.id === id);
  }

  entry(id: string | null): QuranEntryView | undefined {
    return this.view?.quran?.find((entry) => entry.id === id);
  }

  async load(): Promise<void> {
    try {
      this.view = await core.routineView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async save(request: RoutineRequest): Promise<void> {
    this.view = await core.routineSave(request);
  }

  /** Puts an item after another one, or first. */
  async move(id: RoutineItemId, after: RoutineItemId | null): Promise<void> {
    this.view = await core.routineMove({ id, after });
  }

  /** Lets items rest, or takes them up again. */
  async rest(items: readonly RoutineItemView[], paused: boolean): Promise<void> {
    await this.pause({ kind: 'items', ids: items.map(({ id }) => id), paused });
  }

  async pause(request: PauseRequest): Promise<void> {
    this.view = await core.routinePause(request);
  }

  async trashOne(target: RoutineTarget): Promise<void> {
    this.view = await core.routineTrash(target);
  }

  async restore(target: RoutineTarget): Promise<void> {
    this.view = await core.routineRestore(target);
  }

  async erase(target: RoutineTarget, purgeBackups: boolean): Promise<void> {
    this.view = await core.routineErase({ target, purge_backups: purgeBackups });
  }

  async note(request: QuranRequest): Promise<void> {
    this.view = await core.quranSave(request);
  }

  #those(wanted: (item: RoutineItemView) => boolean): RoutineItemView[] {
    return this.view?.items.filter(wanted) ?? [];
  }
}

export const routine = new Routine();
