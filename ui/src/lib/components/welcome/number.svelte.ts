import { refusalWords } from '$lib/errors';
import { core, type CheckedNumberView } from '$lib/ipc';

/** A number being typed, with what the core makes of it. It is only called wrong once the field is left. */
export class NumberCheck {
  text = $state('');
  good = $state<CheckedNumberView | null>(null);
  error = $state<string>();

  #question = 0;
  #refused: string | undefined;

  /** After each key. */
  typed(): void {
    this.error = undefined;
    this.#refused = undefined;
    const question = ++this.#question;
    if (this.text.trim() === '') {
      this.good = null;
      return;
    }
    core.numberCheck({ text: this.text }).then(
      (good) => {
        if (question === this.#question) this.good = good;
      },
      (refusal: unknown) => {
        if (question !== this.#question) return;
        this.good = null;
        this.#refused = refusalWords(refusal);
      }
    );
  }

  /** When the field is left. */
  left(): void {
    this.error = this.#refused;
  }
}
