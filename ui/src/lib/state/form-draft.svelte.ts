import { Refusal, type ErrorCode } from '$lib/ipc';

/** Something while it is being written in a form; nothing is kept before the save. */
export abstract class FormDraft<Request> {
  /** `null` for a new one. */
  readonly id: string | null;
  readonly seen: string | null;
  /** What was refused, by the name of its field; `form` for what belongs to none. */
  refusals = $state<Record<string, unknown>>({});
  busy = $state(false);
  #before = '';

  constructor(kept: { id: string; seen: string } | undefined) {
    this.id = kept?.id ?? null;
    this.seen = kept?.seen ?? null;
  }

  abstract request(): Request;
  /** The field that a refusal speaks of. */
  protected abstract fieldOf(code: ErrorCode, at: number): string | undefined;

  /** Whether there is something to lose. */
  get changed(): boolean {
    return this.written() !== this.#before;
  }

  /** Puts a refusal beside the field it speaks of. */
  refused(thrown: unknown): void {
    const refusal = thrown instanceof Refusal ? thrown : null;
    this.refusals = { [this.fieldOf(refusal?.code ?? 'failed', refusal?.at ?? 0) ?? 'form']: thrown };
  }

  /** To be called when all fields are filled. */
  protected begun(): void {
    this.#before = this.written();
  }

  protected written(): string {
    return JSON.stringify(this.request());
  }
}

/** What was typed, or nothing. */
export function filled(text: string): string | null {
  return text.trim() === '' ? null : text;
}
