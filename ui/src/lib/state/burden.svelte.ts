import {
  core,
  type BurdenTarget,
  type BurdenView,
  type ShiftId,
  type ShiftRequest,
  type ShiftsView,
  type ShiftView
} from '$lib/ipc';

/** What can be said of the last shift beside its one touch. */
export type ShiftDetails = Pick<ShiftView, 'heavy' | 'night_calls' | 'supervised'>;

/** What the work weighs, and the shifts, as the core last said. */
export class Burden {
  /** `null` until the first answer. */
  view = $state<BurdenView | null>(null);
  shifts = $state<ShiftsView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);

  /** What was touched of the last shift and is not kept yet. */
  #touched: Partial<ShiftDetails> = {};
  #keeping: Promise<void> | null = null;

  async load(): Promise<void> {
    try {
      this.#take(await core.burdenView());
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async loadShifts(): Promise<void> {
    try {
      this.shifts = await core.shiftsView({ skip: 0 });
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** Adds the next page of the shifts. */
  async loadMore(): Promise<void> {
    const known = this.shifts;
    if (known === null) return;
    const page = await core.shiftsView({ skip: known.shifts.length });
    // Pressed twice, or changed meanwhile: these shifts are there already, or are no longer the next.
    if (this.shifts !== known) return;
    this.shifts = { ...page, shifts: [...known.shifts, ...page.shifts] };
  }

  async find(id: ShiftId): Promise<ShiftView> {
    return core.shiftView({ id });
  }

  /** Notes that a shift is over. */
  async done(): Promise<void> {
    await this.#keeping?.catch(() => undefined);
    this.#take(await core.shiftDone());
  }

  /**
   * Changes what is said of the last shift. It is shown at once and kept one after the other, so that quick touches
   * all count.
   */
  adjust(changed: Partial<ShiftDetails>): Promise<void> {
    Object.assign(this.#touched, changed);
    this.#show();
    this.#keeping ??= this.#keep().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  async save(request: ShiftRequest): Promise<void> {
    await this.#keeping?.catch(() => undefined);
    this.#take(await core.shiftSave(request));
  }

  async trashOne(target: BurdenTarget): Promise<void> {
    await core.burdenTrash(target);
    await this.loadShifts();
  }

  async restore(target: BurdenTarget): Promise<void> {
    await core.burdenRestore(target);
    await this.loadShifts();
  }

  async erase(target: BurdenTarget, purgeBackups: boolean): Promise<void> {
    await core.burdenErase({ target, purge_backups: purgeBackups });
    await this.loadShifts();
  }

  async #keep(): Promise<void> {
    while (Object.keys(this.#touched).length > 0) {
      const last = this.view?.last;
      if (!last) return;
      const request = { ...requestOf(last), ...this.#touched };
      this.#touched = {};
      try {
        this.#take(await core.shiftSave(request));
      } catch (thrown) {
        this.#touched = {};
        await this.load();
        throw thrown;
      }
    }
  }

  #take(view: BurdenView): void {
    this.view = view;
    this.#show();
  }

  #show(): void {
    if (this.view?.last) Object.assign(this.view.last, this.#touched);
  }
}

/** A stored shift as its editor hands it back. */
function requestOf(shift: ShiftView): ShiftRequest {
  const { id, seen, date, minute, length_minutes, heavy, night_calls, supervised, note } = shift;
  return { id, seen, date, minute, length_minutes, heavy, night_calls, supervised, note };
}

export const burden = new Burden();
