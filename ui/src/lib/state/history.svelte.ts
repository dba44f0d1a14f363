import {
  core,
  type AgendaView,
  type DayView,
  type HistoryView,
  type MarkState,
  type MarkTarget
} from '$lib/ipc';

/** A month of what the person said, and one of its days. */
export class History {
  /** `null` until the first answer. */
  view = $state.raw<HistoryView | null>(null);
  day = $state.raw<DayView | null>(null);
  /** Why the month could not be read. */
  refusal = $state<unknown>(null);

  #question = 0;

  /** Shows a month; the newest question wins, and what was shown stays until then. */
  async load(month: string | null): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await core.historyView({ month });
      if (question !== this.#question) return;
      if (view.month !== this.view?.month) this.day = null;
      this.view = view;
      this.refusal = null;
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }

  /** Opens a day. Rejects with a refusal. */
  async open(date: string): Promise<void> {
    this.day = await core.routineDay({ date });
  }

  /** Says something of a thing on its day; `null` takes back what was said. Rejects with a refusal. */
  async say(entry: AgendaView, state: MarkState | null): Promise<void> {
    const target = markable(entry);
    if (target === null) return;
    const { date } = entry;
    if (state === null) await core.unmark({ target, date });
    else await core.mark({ target, date, state });
    const day = this.day?.date;
    await Promise.all([this.load(this.view?.month ?? null), ...(day === undefined ? [] : [this.open(day)])]);
  }
}

/** What has to be said for an entry to be again what it was; `null` where nothing was said. */
export function saidBefore({ state }: AgendaView): MarkState | null {
  return state === 'done' || state === 'later' || state === 'not_today' || state === 'qada' ? state : null;
}

/** What a mark of it is about; meetings have replies instead. */
export function markable({ target }: AgendaView): MarkTarget | null {
  return target.kind === 'meeting' ? null : target;
}
