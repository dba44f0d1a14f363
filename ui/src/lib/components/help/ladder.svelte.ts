import type { EarlyHelp } from '$lib/early';
import { app } from '$lib/state/app.svelte';
import {
  core,
  type Channel,
  type ContactTarget,
  type ContactView,
  type HelpView,
  type PersonId
} from '$lib/ipc';

/** A number or a place to read, whatever the system made of it. */
export interface Shown {
  target: ContactTarget;
  contact: ContactView;
  /** The core has not answered yet. */
  pending: boolean;
  whatsapp: boolean;
}

/** What the screen already knows of whom it reaches, so that the number can be read even if the core says no. */
export interface Known {
  name: string;
  display: string;
  whatsapp: boolean;
}

/** A message or a map that did not open, with what to use instead. */
export interface Unopened extends Known {
  channel: Channel;
}

/** After this long without a try, a new evening begins: nobody counts as tried any more. */
const FORGET_TRIED_MS = 60 * 60 * 1000;

/** The Help screen's ladder: whom it shows, who was tried this time, and what the last answer was. */
export class Ladder {
  view = $state<HelpView | null>(null);
  /** In the order in which they were tried. */
  skipped = $state<PersonId[]>([]);
  /** What the last "did you talk" was answered with, until it is closed or the next call. */
  answered = $state<boolean | null>(null);
  shown = $state<Shown | null>(null);
  unopened = $state<Unopened | null>(null);

  #question = 0;
  #triedAt = 0;

  /** Asks who can be reached now. What was shown stays until the answer is there, and if there is none. */
  async refresh(): Promise<void> {
    const question = ++this.#question;
    if (this.skipped.length > 0 && Date.now() - this.#triedAt > FORGET_TRIED_MS) this.skipped = [];
    try {
      const view = await core.helpView({ skipped: [...this.skipped] });
      if (question === this.#question) this.view = view;
    } catch {
      // 999 stands above the ladder and needs no answer; the next look asks again.
    }
  }

  /** Hands a number to the system, and shows it where no system can be trusted to dial it. Says if it was handed over. */
  async reach(target: ContactTarget, channel: Channel, known: Known, callBack = false): Promise<boolean> {
    const reads = channel === 'call' || channel === 'map';
    this.answered = null;
    this.unopened = null;
    // Nothing is waited for where a place has no number to show before the answer.
    if (reads && !app.dials && known.display !== '') {
      this.shown = { target, contact: unanswered(known), pending: true, whatsapp: known.whatsapp };
    }
    const begun = this.shown;
    let handedOver = false;
    try {
      const contact = await core.helpContact({ target, channel, call_back: callBack });
      handedOver = contact.handed_over;
      if (reads && (!app.dials || !handedOver)) this.#show(begun, { target, contact, known });
    } catch (refusal) {
      if (reads && known.display !== '') this.#show(begun, { target, contact: unanswered(known), known });
      // Its words are loaded when they are needed: they weigh as much as the ladder.
      else if (reads) (await import('$lib/errors')).tellRefusal(refusal);
    }
    if (!reads && !handedOver && !callBack) this.unopened = { ...known, channel };
    void this.refresh();
    return handedOver;
  }

  /** Takes over a call that was made before the interface was there. */
  async reached({ target, known, contact }: NonNullable<EarlyHelp['reached']>): Promise<void> {
    const answer = await contact.catch(() => unanswered(known));
    if (!app.dials || !answer.handed_over) this.#show(null, { target, contact: answer, known });
    await this.refresh();
  }

  /** Answers "did you talk"; `null` waves the question away. After a no, the next person comes first. */
  async answer(reached: boolean | null): Promise<void> {
    const asked = this.view?.asked;
    if (!this.view || !asked) return;
    this.view.asked = null;
    if (reached === true) this.skipped = [];
    if (reached === false) {
      this.#triedAt = Date.now();
      this.skipped = [...this.skipped.filter((id) => id !== asked.person), asked.person];
    }
    // The answer is a note; help goes on without it.
    await core.helpAnswer({ person: asked.person, reached }).catch(() => undefined);
    await this.refresh();
    this.answered = reached;
  }

  /** Shows what came of a call, unless the dialog that began it was closed meanwhile. */
  #show(
    begun: Shown | null,
    { target, contact, known }: { target: ContactTarget; contact: ContactView; known: Known }
  ): void {
    if (begun !== null && this.shown !== begun) return;
    this.shown = { target, contact, pending: false, whatsapp: known.whatsapp };
  }
}

function unanswered({ name, display }: Known): ContactView {
  return { name, display, copy: display, qr: null, handed_over: false };
}

export const ladder = new Ladder();
