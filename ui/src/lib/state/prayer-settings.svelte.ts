import {
  core,
  type Prayer,
  type PrayerChoice,
  type PrayerSettings as Choices,
  type PrayerSettingsView,
  type RoutineView,
  type TableCheckView,
  type ZoneView
} from '$lib/ipc';

/** The prayer settings, as the core last said them. Each change is kept at once and shows what the core answered. */
export class PrayerSettings {
  /** `null` until the first answer. */
  view = $state<PrayerSettingsView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);
  /** The days on which no prayer falls due, and which day today is. */
  rest = $state<Pick<RoutineView, 'uzur' | 'today'> | null>(null);
  /** The table that was read last and waits to be used or left. */
  check = $state<TableCheckView | null>(null);
  /** Whether a table is being fetched; it goes on while another page is shown. */
  fetching = $state(false);
  /** The zones that fit what was typed last. */
  zones = $state<ZoneView[] | null>(null);

  #last: Promise<unknown> = Promise.resolve();
  #search = 0;

  /** Begins the page: a table that waited behind a lock is no longer there to be used. */
  async open(): Promise<void> {
    this.check = null;
    await this.load();
  }

  async load(): Promise<void> {
    try {
      [this.view, this.rest] = await Promise.all([core.prayerSettingsView(), core.routineView()]);
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** Changes something; the others stay. Changes wait for each other, so that each knows what the last one left. */
  change(change: Partial<Choices>): Promise<void> {
    return this.#inTurn((view) => ({ ...view.settings, ...change }));
  }

  /** Changes what was chosen for one prayer. */
  prayer(prayer: Prayer, change: Partial<PrayerChoice>): Promise<void> {
    return this.#inTurn(({ settings }) => {
      const choice = { ...settings.prayers[prayer], ...change };
      return { ...settings, prayers: { ...settings.prayers, [prayer]: choice } };
    });
  }

  /** Says on which day a Hijri month begins; `null` for as worked out. */
  beginMonth(month: string, day: string | null): Promise<void> {
    return this.#inTurn(({ settings }) => ({
      ...settings,
      hijri_starts: { ...settings.hijri_starts, [month]: day }
    }));
  }

  /** Lets no prayer fall due from a day on. */
  async pause(from: string, until: string | null): Promise<void> {
    this.rest = await core.routinePause({ kind: 'uzur', from, until });
    this.view = await core.prayerSettingsView();
  }

  /** Prayers fall due again from today on. */
  async goOn(): Promise<void> {
    this.rest = await core.routinePause({ kind: 'uzur_ended' });
    this.view = await core.prayerSettingsView();
  }

  /** Looks for zones; the newest question wins. */
  async search(words: string): Promise<void> {
    const question = ++this.#search;
    const { zones } = await core.zonesSearch({ words });
    if (question === this.#search) this.zones = zones;
  }

  /** Lets the person choose the file of a table and checks it. */
  async chooseTable(): Promise<void> {
    this.check = await core.tableChoose();
  }

  /** Fetches the table of the zone and checks it. */
  async downloadTable(): Promise<void> {
    this.fetching = true;
    try {
      this.check = await core.tableDownload();
    } finally {
      this.fetching = false;
    }
  }

  /** Stops the fetch that is under way; whoever waits for it is told that it was cancelled. */
  async stopDownload(): Promise<void> {
    await core.tableDownloadStop();
  }

  /** Uses the table that was checked, with the shifts that the person is sure of. */
  async acceptTable(shifts: number[]): Promise<void> {
    this.view = await core.tableAccept({ shifts });
    this.check = null;
  }

  async forgetTable(): Promise<void> {
    this.view = await core.tableForget();
  }

  /** Allows or forbids fetching. */
  async allowDownload(on: boolean): Promise<void> {
    const download = await core.tableAddressSave({ on });
    if (this.view !== null) this.view = { ...this.view, download };
  }

  #inTurn(choices: (view: PrayerSettingsView) => Choices): Promise<void> {
    const turn = this.#last.then(async () => {
      if (this.view === null) return;
      const { seen } = this.view;
      this.view = await core.prayerSettingsSave({ seen, settings: choices(this.view) });
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

export const prayerSettings = new PrayerSettings();
