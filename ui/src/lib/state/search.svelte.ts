import { core, type SearchGroup, type SearchView } from '$lib/ipc';

/** The search: in memory only, and gone when the app is covered or locked. */
export class Search {
  text = $state('');
  /** `null` while nothing is looked for. */
  view = $state<SearchView | null>(null);
  refusal = $state<unknown>(null);
  #asked = 0;

  /** Looks for what is typed now. The newest question wins. */
  async look(): Promise<void> {
    const question = ++this.#asked;
    if (this.text.trim() === '') {
      this.view = this.refusal = null;
      return;
    }
    try {
      const view = await core.search({ text: this.text, group: null });
      if (question === this.#asked) [this.view, this.refusal] = [view, null];
    } catch (thrown) {
      if (question === this.#asked) [this.view, this.refusal] = [null, thrown];
    }
  }

  /** Shows all that was found in one part. */
  async all(group: SearchGroup): Promise<void> {
    const question = ++this.#asked;
    const { groups } = await core.search({ text: this.text, group });
    if (question !== this.#asked || this.view === null) return;
    const wider = groups[0];
    if (wider === undefined) return;
    this.view = { ...this.view, groups: this.view.groups.map((one) => (one.group === group ? wider : one)) };
  }

  forget(): void {
    this.#asked++;
    this.text = '';
    this.view = this.refusal = null;
  }
}

export const search = new Search();
