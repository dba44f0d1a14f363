import { core, Refusal, type ErrorCode, type SyncPairRequest, type SyncPairView } from '$lib/ipc';

/** How often the new device asks how far the other one is, in milliseconds. */
const STEP_MS = 1000;
/** What passes by itself: the connection comes back, the person unlocks. */
const PASSING: readonly ErrorCode[] = ['no_answer', 'locked'];

/**
 * A new device on its way to the others.
 *
 * It outlives its page, so that a device that locks while the person reads the other one goes on afterwards; whoever leaves
 * the page ends it with `stop`.
 */
export class Pairing {
  /** How far it is; `null` while nothing was begun. */
  view = $state.raw<SyncPairView | null>(null);

  #round = 0;

  /** Hands the card over, and waits for the other device from then on. Rejects with a refusal. */
  async begin(request: SyncPairRequest): Promise<void> {
    const round = ++this.#round;
    const view = await core.syncPairBegin(request);
    if (round === this.#round) this.view = view;
    else core.syncPairStop().catch(() => undefined);
  }

  /** Asks once a second how far it is, until the returned function is called. */
  watch(): () => void {
    let watched = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async (): Promise<void> => {
      if (waits(this.view)) await this.#step();
      if (watched) timer = setTimeout(() => void turn(), STEP_MS);
    };
    timer = setTimeout(() => void turn(), STEP_MS);
    return () => {
      watched = false;
      clearTimeout(timer);
    };
  }

  /** Ends it, whatever became of it. */
  stop(): void {
    const begun = waits(this.view);
    this.#round++;
    this.view = null;
    if (begun) core.syncPairStop().catch(() => undefined);
  }

  async #step(): Promise<void> {
    const round = this.#round;
    try {
      const view = await core.syncPairStep();
      if (round === this.#round) this.view = view;
    } catch (thrown) {
      const code = thrown instanceof Refusal ? thrown.code : 'failed';
      if (round === this.#round && !PASSING.includes(code)) this.view = { at: 'failed', code };
    }
  }
}

/** Whether the other device still has something to do. */
function waits(view: SyncPairView | null): boolean {
  return view?.at === 'offered' || view?.at === 'code';
}

/** Another device that this one lets in; it outlives its page as well. */
export class Offer {
  /** What the other device is called that was answered and shows its digits now; `null` before that. */
  name = $state<string | null>(null);

  #round = 0;

  /** Reads what the other device shows, from a picture or as a text. Rejects with a refusal. */
  async read(from: 'picture' | { text: string }): Promise<void> {
    const round = ++this.#round;
    const { name } = await (from === 'picture' ? core.syncOfferChoose() : core.syncOfferRead(from));
    if (round === this.#round) this.name = name;
    else core.syncOfferStop().catch(() => undefined);
  }

  /** It came to its end: the device is in, or the time is over. */
  end(): void {
    this.#round++;
    this.name = null;
  }

  /** Ends it before that. */
  stop(): void {
    const begun = this.name !== null;
    this.end();
    if (begun) core.syncOfferStop().catch(() => undefined);
  }
}

export const pairing = new Pairing();
export const offer = new Offer();
