import { refusalCode, tellRefusal } from '$lib/errors';
import {
  core,
  type PrintTo,
  type SavedView,
  type ServiceColumn,
  type ServiceSheet,
  type ServiceSheetRequest,
  type SheetForm,
  type SheetPreview
} from '$lib/ipc';
import { service } from './service.svelte';

/** Which days a sheet is about. */
export type Span = 'year' | 'all' | 'own';

/** What is to leave, as it is being picked, and exactly how it looks. */
export class SheetChoice {
  sheet = $state<ServiceSheet>('entries');
  span = $state<Span>('year');
  from = $state('');
  to = $state('');
  form = $state<SheetForm>('pdf');
  /** For the paper alone; nowhere is it kept. */
  name = $state('');
  /** Notes stay inside unless somebody picks them. */
  #left = $state<ServiceColumn[]>(['note']);
  /** What was last shown, and what was asked for it: exactly this leaves. */
  shown = $state.raw<{ request: ServiceSheetRequest; view: SheetPreview } | null>(null);
  /** Why there is no preview, or why it did not leave. */
  refusal = $state<unknown>(null);
  saved = $state.raw<{ to: PrintTo; view: SavedView } | null>(null);
  busy = $state(false);
  #asked = 0;

  has(column: ServiceColumn): boolean {
    return !this.#left.includes(column);
  }

  pick(column: ServiceColumn, on: boolean): void {
    this.#left = this.#left.filter((left) => left !== column);
    if (!on) this.#left.push(column);
  }

  request(): ServiceSheetRequest {
    const own = this.span === 'own';
    return {
      sheet: this.sheet,
      from: own ? filled(this.from) : this.span === 'year' ? thisYear() : null,
      to: own ? filled(this.to) : null,
      columns: COLUMNS.filter((column) => this.has(column)),
      form: this.form,
      name: this.form === 'pdf' ? filled(this.name) : null
    };
  }

  /** Shows what would leave; the newest question counts. */
  async look(request: ServiceSheetRequest): Promise<void> {
    const asked = ++this.#asked;
    this.saved = null;
    try {
      const view = await core.servicePreview(request);
      if (asked !== this.#asked) return;
      this.shown = { request, view };
      this.refusal = null;
    } catch (thrown) {
      if (asked === this.#asked) this.refusal = thrown;
    }
  }

  /** Lets out what is shown, not what is picked meanwhile. */
  async leave(to: PrintTo): Promise<void> {
    if (this.busy || this.shown === null) return;
    const { request } = this.shown;
    this.busy = true;
    this.saved = null;
    try {
      this.saved = { to, view: await core.serviceExport({ sheet: request, to }) };
    } catch (thrown) {
      if (refusalCode(thrown) === 'nothing_to_export') this.refusal = thrown;
      else tellRefusal(thrown);
    } finally {
      this.busy = false;
    }
  }
}

const COLUMNS: ServiceColumn[] = [
  'date',
  'month',
  'name',
  'hours',
  'place',
  'topic',
  'certificate',
  'expires',
  'note'
];

/** Its first day, once the core has said which it is. */
function thisYear(): string | null {
  const today = service.view?.today;
  return today === undefined ? null : `${today.slice(0, 4)}-01-01`;
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text;
}
