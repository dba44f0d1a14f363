import { dayMissing, hoursOf, spansOf, type Hours } from '$lib/hours';
import {
  core,
  Refusal,
  type ErrorCode,
  type LineId,
  type LineRequest,
  type LinesView,
  type LineTarget,
  type LineView
} from '$lib/ipc';

/** One text for a line's name, to tell lines apart. */
export function lineKey(target: LineTarget): string {
  return target.line === 'own' ? `own:${target.id}` : `builtin:${target.code}`;
}

/** The help lines, as the core last said. Each change shows what the core answered. */
export class Lines {
  /** `null` until the first answer. */
  view = $state<LinesView | null>(null);
  /** Why the lines could not be read. */
  refusal = $state<unknown>(null);

  /** Those that can be put in another order. */
  readonly movable: LineView[] = $derived(this.view?.lines.filter((line) => line.can_hide) ?? []);
  /** 999: always there, always last. */
  readonly fixed: LineView[] = $derived(this.view?.lines.filter((line) => !line.can_hide) ?? []);

  /** A line of the person's own. */
  find(id: LineId | null): LineView | undefined {
    return this.view?.lines.find(({ target }) => target.line === 'own' && target.id === id);
  }

  async load(): Promise<void> {
    try {
      this.view = await core.linesView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async save(request: LineRequest): Promise<void> {
    this.view = await core.lineSave(request);
  }

  async hide(target: LineTarget, hidden: boolean): Promise<void> {
    this.view = await core.lineHide({ target, hidden });
  }

  /** Puts a line after another one, or first; both by `lineKey`. */
  async move(key: string, afterKey: string | null): Promise<void> {
    const line = this.movable.find(({ target }) => lineKey(target) === key);
    const after = this.movable.find(({ target }) => lineKey(target) === afterKey);
    if (line !== undefined)
      this.view = await core.lineMove({ target: line.target, after: after?.target ?? null });
  }

  async erase(id: LineId, purgeBackups: boolean): Promise<void> {
    this.view = await core.lineErase({ id, purge_backups: purgeBackups });
  }
}

export const lines = new Lines();

/** The parts of the form beside which a refusal can be told. */
export type LineField = 'name' | 'number' | 'whatsapp' | 'hours' | 'cost' | 'form';

/** A line of the person's own while it is being written; nothing is kept before the save. */
export class LineDraft {
  /** `null` for a new line. */
  readonly id: LineId | null;
  readonly seen: string | null;
  name = $state('');
  number = $state('');
  whatsapp = $state('');
  hours = $state<Hours>({ choice: 'any', rows: [] });
  cost = $state('');
  refusals = $state<Partial<Record<LineField, unknown>>>({});
  /** A save was tried: what is missing is pointed out now. */
  tried = $state(false);
  busy = $state(false);
  readonly #before: string;

  constructor(line?: LineView) {
    this.id = line?.target.line === 'own' ? line.target.id : null;
    this.seen = line?.seen ?? null;
    this.name = line?.name ?? '';
    this.number = line?.display ?? '';
    this.whatsapp = line?.whatsapp ?? '';
    this.hours = hoursOf(line?.hours ?? []);
    this.cost = line?.cost_words ?? '';
    this.#before = JSON.stringify(this.request());
  }

  /** Whether there is something to lose. */
  get changed(): boolean {
    return JSON.stringify(this.request()) !== this.#before;
  }

  request(): LineRequest {
    const { id, seen, name, number } = this;
    return {
      ...{ id, seen, name, number },
      whatsapp: this.whatsapp.trim() === '' ? null : this.whatsapp,
      hours: spansOf(this.hours),
      cost_words: this.cost.trim() === '' ? null : this.cost
    };
  }

  /** Whether the form can be sent. */
  ready(): boolean {
    this.tried = true;
    this.refusals = {};
    return !dayMissing(this.hours);
  }

  /** Puts a refusal beside the field it speaks of; `at` 1 means the WhatsApp number. */
  refused(thrown: unknown): void {
    const code = thrown instanceof Refusal ? thrown.code : 'failed';
    const second = thrown instanceof Refusal && thrown.at === 1;
    this.refusals = { [fieldOf(code, second)]: thrown };
  }
}

function fieldOf(code: ErrorCode, second: boolean): LineField {
  if (code.startsWith('number_')) return second ? 'whatsapp' : 'number';
  if (code === 'name_empty' || code === 'name_too_long') return 'name';
  if (code === 'text_too_long') return 'cost';
  return code === 'hours_invalid' ? 'hours' : 'form';
}

/** The form that was left open: it outlives Help, the lock and a look elsewhere, and ends with a save or a no. */
export const openLine = $state<{ draft: LineDraft | null }>({ draft: null });
