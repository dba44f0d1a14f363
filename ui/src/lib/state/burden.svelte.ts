import {
  core,
  type BurdenTarget,
  type BurdenView,
  type ShiftRequest,
  type ShiftsView,
  type ShiftView
} from '$lib/ipc';

/** What the work weighs, and the shifts, as the core last said. */
export class Burden {
  /** `null` until the first answer. */
  view = $state<BurdenView | null>(null);
  shifts = $state<ShiftsView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);

  async load(): Promise<void> {
    try {
      this.view = await core.burdenView();
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
    this.shifts = { ...page, shifts: [...known.shifts, ...page.shifts] };
  }

  async done(): Promise<void> {
    this.view = await core.shiftDone();
  }

  async save(request: ShiftRequest): Promise<void> {
    this.view = await core.shiftSave(request);
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
}

/** A stored shift as its editor hands it back. */
export function requestOf(shift: ShiftView): ShiftRequest {
  const { id, seen, date, minute, length_minutes, heavy, night_calls, supervised, note } = shift;
  return { id, seen, date, minute, length_minutes, heavy, night_calls, supervised, note };
}

export const burden = new Burden();
