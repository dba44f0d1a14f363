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
  /** Notes stay inside unless somebody picks them. */
  #left = $state<ServiceColumn[]>(['note']);
  preview = $state.raw<SheetPreview | null>(null);
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
      form: this.form
    };
  }

  /** Shows what would leave; the newest question counts. */
  async look(request: ServiceSheetRequest): Promise<void> {
    const asked = ++this.#asked;
    this.saved = null;
    try {
      const preview = await core.servicePreview(request);
      if (asked !== this.#asked) return;
      this.preview = preview;
      this.refusal = null;
    } catch (thrown) {
      if (asked === this.#asked) this.refusal = thrown;
    }
  }

  async leave(to: PrintTo): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.saved = null;
    try {
      this.saved = { to, view: await core.serviceExport({ sheet: this.request(), to }) };
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
  return text === '' ? null : text;
}
