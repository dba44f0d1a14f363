import {
  core,
  type SyncDeviceView,
  type SyncJoinRequest,
  type SyncLinkView,
  type SyncRecoverRequest,
  type SyncRemoveRequest,
  type SyncView
} from '$lib/ipc';
import { paced } from './records';

/** How often the screen asks while a long sync tells how far it is, in milliseconds. */
const GAP_MS = 250;
const DAY_MS = 86_400_000;

/** What belongs to the copy on other devices, as the core last said. Each change shows what the core answered. */
export class Sync {
  /** `null` until the first answer. */
  view = $state.raw<SyncView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** When it was read, in milliseconds since 1970. */
  readAt = $state(0);
  /** Why a new recovery code is offered: a device that is gone knows of the one before. */
  offered = $state<'lost' | 'recovered' | null>(null);

  #question = 0;

  /** The organization; `null` without one, and until the first answer. */
  get link(): SyncLinkView | null {
    return this.view?.link ?? null;
  }

  /** Asks again; the newest question wins. What was shown stays until then. */
  async load(): Promise<void> {
    const question = ++this.#question;
    try {
      const view = await core.syncView();
      if (question === this.#question) this.#take(view);
    } catch (thrown) {
      if (question === this.#question) this.refusal = thrown;
    }
  }

  /** Keeps the view up to date until the returned function is called. */
  listen(): () => void {
    return paced('sync', GAP_MS, () => this.load());
  }

  /** The same, and asks now and whenever the window is looked at again. */
  watch(): () => void {
    const look = (): void => void this.load();
    const stop = this.listen();
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }

  async join(request: SyncJoinRequest): Promise<void> {
    await this.#change(core.syncJoin(request));
  }

  async recover(request: SyncRecoverRequest): Promise<void> {
    await this.#change(core.syncRecover(request));
    if (request.remove_others) this.offered = 'recovered';
  }

  async now(): Promise<void> {
    await this.#change(core.syncNow());
  }

  async onRequest(on_request: boolean): Promise<void> {
    await this.#change(core.syncSave({ on_request }));
  }

  /** Answers what becomes of the items that another device erased at once. */
  async held(keep: boolean): Promise<void> {
    await this.#change(core.syncHeld({ keep }));
  }

  /** Lets the new device in that shows these digits. */
  async confirm(digits: string): Promise<void> {
    await this.#change(core.syncOfferConfirm({ digits }));
  }

  async remove(request: SyncRemoveRequest): Promise<void> {
    await this.#change(core.syncDeviceRemove(request));
    if (request.lost) this.offered = 'lost';
  }

  /** Makes this device's recovery code the one that opens the copy on the server. */
  async useSheet(): Promise<void> {
    await this.#change(core.syncSheetUse());
  }

  /** The person has been told that this device was removed. */
  async removedSeen(): Promise<void> {
    await this.#change(core.syncRemovedSeen());
  }

  /** Leaves, and says whether the others could not be told. */
  async leave(erase_server: boolean): Promise<{ stillListed: boolean }> {
    const left = core.syncLeave({ erase_server });
    await this.#change(left.then(({ sync }) => sync));
    return { stillListed: (await left).still_listed };
  }

  /** An answer to a change is newer than that to any question before it. */
  async #change(answer: Promise<SyncView>): Promise<void> {
    const view = await answer;
    this.#question++;
    this.#take(view);
  }

  #take(view: SyncView): void {
    this.view = view;
    this.refusal = null;
    this.readAt = Date.now();
  }
}

export const sync = new Sync();

/** The devices that came lately by another one, and that the person may want to look at. */
export function newcomers(link: SyncLinkView): SyncDeviceView[] {
  return link.devices.filter(({ here, is_new }) => is_new && !here);
}

/** Whether something waits here to be copied for longer than a day. */
export function overdue(link: SyncLinkView, now: number): boolean {
  return link.pending > 0 && link.state === 'idle' && now - since(link, now) > DAY_MS;
}

/** When both sides last said the same; for a device that never came so far, the end of the day on which it was added. */
function since(link: SyncLinkView, now: number): number {
  if (link.last_ms !== null) return link.last_ms;
  const here = link.devices.find((device) => device.here);
  return here === undefined ? now : Date.parse(`${here.added}T00:00:00Z`) + DAY_MS;
}
