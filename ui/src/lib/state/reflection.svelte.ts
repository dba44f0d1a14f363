import {
  core,
  type CheckInId,
  type CheckInRequest,
  type CheckInsView,
  type CheckInView,
  type ReflectionSettings,
  type ReflectionView,
  type Span,
  type TrendsView
} from '$lib/ipc';

/** Muhasabah, as the core last said. */
export class Reflection {
  /** `null` until the first answer. */
  view = $state<ReflectionView | null>(null);
  /** The trends of the last span asked for. */
  trends = $state<TrendsView | null>(null);
  /** The check-ins shown so far, newest first. */
  list = $state<CheckInsView | null>(null);
  /** Why something could not be read. */
  refusal = $state<unknown>(null);

  #question = 0;

  async load(): Promise<void> {
    await this.#read(async () => {
      this.view = await core.reflectionView();
    });
  }

  /** The newest question wins. */
  async loadTrends(span: Span): Promise<void> {
    const question = ++this.#question;
    await this.#read(async () => {
      const trends = await core.trendsView({ span });
      if (question === this.#question) this.trends = trends;
    });
  }

  async loadList(): Promise<void> {
    await this.#read(async () => {
      this.list = await core.checkinsView({ skip: 0 });
    });
  }

  /** Adds the next page of older ones. */
  async loadOlder(): Promise<void> {
    const shown = this.list?.check_ins ?? [];
    const page = await core.checkinsView({ skip: shown.length });
    this.list = { ...page, check_ins: [...shown, ...page.check_ins] };
  }

  find(id: CheckInId): Promise<CheckInView> {
    return core.checkinView({ id });
  }

  async save(request: CheckInRequest): Promise<void> {
    this.view = await core.checkinSave(request);
  }

  async trashOne(id: CheckInId): Promise<void> {
    this.list = await core.checkinTrash({ id });
  }

  async restore(id: CheckInId): Promise<void> {
    this.list = await core.checkinRestore({ id });
  }

  async erase(id: CheckInId, purgeBackups: boolean): Promise<void> {
    this.list = await core.checkinErase({ id, purge_backups: purgeBackups });
  }

  async keepSettings(settings: ReflectionSettings): Promise<void> {
    const seen = this.view?.settings_seen ?? null;
    this.view = await core.reflectionSettingsSave({ seen, settings });
  }

  async signRead(date: string): Promise<void> {
    this.view = await core.signRead({ date });
  }

  async #read(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }
}

export const reflection = new Reflection();
