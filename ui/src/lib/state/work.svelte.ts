import {
  core,
  type BoundaryLineId,
  type BoundaryRequest,
  type BurdenTarget,
  type WorkRequest,
  type WorkView
} from '$lib/ipc';

/** Hours of work and of quiet, and the boundary plan, as the core last said. */
export class Work {
  /** `null` until the first answer. */
  view = $state<WorkView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);

  #turn: Promise<unknown> = Promise.resolve();

  async load(): Promise<void> {
    try {
      this.view = await core.workView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** Changes some of the hours and keeps the rest as it is stored; one change after the other. */
  save(changed: Partial<Omit<WorkRequest, 'seen'>>): Promise<void> {
    const turn = this.#turn.then(() => this.#save(changed));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async keepBoundary(request: BoundaryRequest): Promise<void> {
    this.view = await core.boundarySave(request);
  }

  async move(id: BoundaryLineId, after: BoundaryLineId | null): Promise<void> {
    this.view = await core.boundaryMove({ id, after });
  }

  async trashOne(target: BurdenTarget): Promise<void> {
    await core.burdenTrash(target);
    await this.load();
  }

  async restore(target: BurdenTarget): Promise<void> {
    await core.burdenRestore(target);
    await this.load();
  }

  async erase(target: BurdenTarget, purgeBackups: boolean): Promise<void> {
    await core.burdenErase({ target, purge_backups: purgeBackups });
    await this.load();
  }

  async #save(changed: Partial<Omit<WorkRequest, 'seen'>>): Promise<void> {
    const known = this.view;
    if (known === null) return;
    const { seen, hours, quiet, supervision_days } = known;
    this.view = await core.workSave({ seen, hours, quiet, supervision_days, ...changed });
  }
}

export const work = new Work();
