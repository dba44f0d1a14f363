import {
  core,
  type MeetingId,
  type MeetingRequest,
  type MeetingTarget,
  type MeetingsView,
  type MeetingView,
  type OccurrenceView,
  type TipRequest
} from '$lib/ipc';

/** The next date of a meeting. */
export interface Next {
  meeting: MeetingView;
  date: OccurrenceView;
}

/** The meetings, as the core last said. Each change shows what the core answered. */
export class Meetings {
  /** `null` until the first answer. */
  view = $state<MeetingsView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);

  readonly coming = $derived(this.view?.meetings.filter(({ next }) => next.length > 0) ?? []);
  readonly over = $derived(this.view?.meetings.filter(({ next }) => next.length === 0) ?? []);
  readonly trash = $derived(this.view?.trash ?? []);
  /** The date that comes first of all. */
  readonly next: Next | null = $derived.by(() => {
    const meeting = this.coming[0];
    const date = meeting?.next[0];
    return meeting !== undefined && date !== undefined ? { meeting, date } : null;
  });

  find(id: MeetingId | null): MeetingView | undefined {
    return this.view?.meetings.find((meeting) => meeting.id === id);
  }

  async load(): Promise<void> {
    try {
      this.view = await core.meetingsView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  async save(request: MeetingRequest): Promise<void> {
    this.view = await core.meetingSave(request);
  }

  /** Says whether the person comes; `null` takes the reply back. */
  async reply(id: MeetingId, date: string, coming: boolean | null): Promise<void> {
    this.view = await core.meetingReply({ id, date, coming });
  }

  async trashOne(target: MeetingTarget): Promise<void> {
    this.view = await core.meetingTrash(target);
  }

  async restore(target: MeetingTarget): Promise<void> {
    this.view = await core.meetingRestore(target);
  }

  async erase(target: MeetingTarget, purgeBackups: boolean): Promise<void> {
    this.view = await core.meetingErase({ target, purge_backups: purgeBackups });
  }

  async keepTip(request: TipRequest): Promise<void> {
    this.view = await core.tipSave(request);
  }
}

export const meetings = new Meetings();
