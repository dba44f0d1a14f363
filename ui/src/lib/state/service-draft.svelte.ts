import { SvelteMap } from 'svelte/reactivity';
import type {
  AmendRequest,
  AmendView,
  ErrorCode,
  ServiceEntryRequest,
  ServiceEntryView,
  ServiceKind,
  ServiceTarget,
  TalkRequest,
  TalkVenue,
  TalkView,
  TrainingRequest,
  TrainingView
} from '$lib/ipc';
import { wholeNumber } from '$lib/minutes';
import { filled, FormDraft } from './form-draft.svelte';

/** The most hours of a training that can be kept. */
const MOST_HOURS = 2000;

/** An entry of the log. */
export class EntryDraft extends FormDraft<ServiceEntryRequest> {
  kind = $state<ServiceKind>('listen');
  words = $state('');
  date = $state('');
  minutes = $state<number | null>(60);
  place = $state('');
  note = $state('');

  constructor(today: string, kept?: ServiceEntryView) {
    super(kept);
    this.date = kept?.date ?? today;
    if (kept !== undefined) {
      this.kind = kept.kind;
      this.words = kept.kind_words ?? '';
      this.minutes = kept.minutes;
      this.place = kept.place ?? '';
      this.note = kept.note ?? '';
    }
    this.begun();
  }

  request(): ServiceEntryRequest {
    const { id, seen, kind, date, minutes } = this;
    return {
      ...{ id, seen, kind, date, minutes },
      kind_words: filled(this.words),
      place: filled(this.place),
      note: filled(this.note)
    };
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (code === 'date_ahead' || code === 'date_invalid') return 'date';
    if (code === 'day_too_full') return 'minutes';
    return code === 'text_too_long' ? ['words', 'place', 'note'][at] : undefined;
  }
}

/** A talk. */
export class TalkDraft extends FormDraft<TalkRequest> {
  venue = $state<TalkVenue>('school');
  place = $state('');
  date = $state('');
  minutes = $state<number | null>(60);
  topic = $state('');
  told = $state('');
  /** The version that was picked. */
  story = $state<string | null>(null);
  note = $state('');

  constructor(today: string, kept?: TalkView) {
    super(kept);
    this.date = kept?.date ?? today;
    if (kept !== undefined) {
      this.venue = kept.venue;
      this.place = kept.place ?? '';
      this.minutes = kept.minutes;
      this.topic = kept.topic ?? '';
      this.told = kept.told ?? '';
      this.story = kept.story;
      this.note = kept.note ?? '';
    }
    this.begun();
  }

  request(): TalkRequest {
    const { id, seen, venue, date, minutes, story } = this;
    return {
      ...{ id, seen, venue, date, minutes, story },
      place: filled(this.place),
      topic: filled(this.topic),
      told: filled(this.told),
      note: filled(this.note)
    };
  }

  /** Names the version that was told. Its name goes into the words, unless there are words of the person's own. */
  pick(story: string | null, names: Map<string, string>): void {
    const before = this.story === null ? '' : (names.get(this.story) ?? '');
    if (this.told.trim() === '' || this.told === before) this.told = names.get(story ?? '') ?? '';
    this.story = story;
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (code === 'date_invalid') return 'date';
    if (code === 'day_too_full') return 'minutes';
    return code === 'text_too_long' ? ['place', 'topic', 'note', 'told'][at] : undefined;
  }
}

/** A training. */
export class TrainingDraft extends FormDraft<TrainingRequest> {
  title = $state('');
  by = $state('');
  date = $state('');
  /** As it was typed. */
  hours = $state('');
  certificate = $state('');
  expires = $state('');
  remind = $state(true);
  note = $state('');

  readonly hoursInvalid = $derived(this.hours.trim() !== '' && wholeNumber(this.hours, MOST_HOURS) === null);

  constructor(today: string, kept?: TrainingView) {
    super(kept);
    this.date = kept?.date ?? today;
    if (kept !== undefined) {
      this.title = kept.title;
      this.by = kept.by ?? '';
      this.hours = kept.hours?.toString() ?? '';
      this.certificate = kept.certificate ?? '';
      this.expires = kept.expires_on ?? '';
      this.remind = kept.remind;
      this.note = kept.note ?? '';
    }
    this.begun();
  }

  request(): TrainingRequest {
    const { id, seen, title, date, remind } = this;
    return {
      ...{ id, seen, title, date, remind },
      by: filled(this.by),
      hours: wholeNumber(this.hours, MOST_HOURS),
      certificate: filled(this.certificate),
      expires_on: filled(this.expires),
      note: filled(this.note)
    };
  }

  protected override written(): string {
    return JSON.stringify([this.request(), this.hours]);
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (code === 'name_empty' || code === 'name_too_long') return 'title';
    if (code === 'date_ahead' || code === 'date_invalid') return 'date';
    if (code === 'amount_invalid') return 'hours';
    if (code === 'ends_before_start') return 'expires';
    return code === 'text_too_long' ? ['by', 'certificate', 'note'][at] : undefined;
  }
}

/** Something to make good. */
export class AmendDraft extends FormDraft<AmendRequest> {
  whom = $state('');
  what = $state('');
  done = $state(false);
  date = $state('');

  constructor(today: string, kept?: AmendView) {
    super(kept);
    this.date = kept?.done_on ?? today;
    if (kept !== undefined) {
      this.whom = kept.whom;
      this.what = kept.what ?? '';
      this.done = kept.done_on !== null;
    }
    this.begun();
  }

  request(): AmendRequest {
    const { id, seen, whom } = this;
    return { id, seen, whom, what: filled(this.what), done_on: this.done ? this.date : null };
  }

  protected fieldOf(code: ErrorCode): string | undefined {
    if (code === 'name_empty' || code === 'name_too_long') return 'whom';
    if (code === 'date_ahead' || code === 'date_invalid') return 'date';
    return code === 'text_too_long' ? 'what' : undefined;
  }
}

export type AnyServiceDraft = EntryDraft | TalkDraft | TrainingDraft | AmendDraft;

/**
 * The forms that were left open, by what and which they edit: they outlive Help, the lock and a look elsewhere, and end
 * with a save or a no.
 */
export const openService = new SvelteMap<string, AnyServiceDraft>();

/** Under what a form is kept; `null` for the id of a new one. */
export const openAs = (what: ServiceTarget['kind'], id: string | null): string => `${what} ${id ?? 'new'}`;
