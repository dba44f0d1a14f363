import type {
  ErrorCode,
  Happening,
  PathEventRequest,
  PathEventView,
  PathGoalId,
  PathGoalRequest,
  PathGoalView
} from '$lib/ipc';
import { FormDraft, filled } from './form-draft.svelte';

const DAYS: readonly ErrorCode[] = ['date_ahead', 'date_too_early', 'date_invalid', 'before_beginning'];

/** What a path is called, and of a new one when it began. */
export class GoalDraft extends FormDraft<PathGoalRequest> {
  name = $state('');
  began = $state('');

  constructor(today: string, kept?: PathGoalView) {
    super(kept);
    this.name = kept?.name ?? '';
    this.began = kept === undefined ? today : '';
    this.begun();
  }

  request(): PathGoalRequest {
    const { id, seen } = this;
    return { id, seen, name: filled(this.name), began: id === null ? filled(this.began) : null };
  }

  protected fieldOf(code: ErrorCode): string | undefined {
    if (code === 'name_too_long') return 'name';
    return DAYS.includes(code) ? 'date' : undefined;
  }
}

/** Something that happened on a path. */
export class EventDraft extends FormDraft<PathEventRequest> {
  readonly goal: PathGoalId | null;
  readonly what: Happening;
  date = $state('');
  until = $state('');
  words = $state('');
  before = $state('');
  helped = $state('');

  constructor(fresh: { today: string; goal: PathGoalId | null; what: Happening }, kept?: PathEventView) {
    super(kept);
    this.goal = kept?.goal ?? fresh.goal;
    this.what = kept?.what ?? fresh.what;
    this.date = kept?.date ?? fresh.today;
    this.until = kept?.until ?? '';
    this.words = kept?.words ?? '';
    this.before = kept?.before ?? '';
    this.helped = kept?.helped ?? '';
    this.begun();
  }

  request(): PathEventRequest {
    const { id, seen, goal, what, date } = this;
    const until = filled(this.until);
    return { id, seen, goal, what, date, until, ...texts(this) };
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (DAYS.includes(code)) return 'date';
    if (code === 'return_first') return 'until';
    return code === 'text_too_long' ? ['words', 'before', 'helped'][at] : undefined;
  }
}

/** A lapse on its way through the questions: each of them can be left out. */
export class LapseDraft extends EventDraft {
  /** Which path it was on, where there are several. */
  chosen = $state<PathGoalId | undefined>(undefined);

  constructor(today: string, goal: PathGoalId | null) {
    super({ today, goal, what: 'lapse' });
    this.chosen = goal ?? undefined;
  }

  override request(): PathEventRequest {
    return { ...super.request(), goal: this.chosen ?? this.goal };
  }

  /** The same without a word about it. */
  dateOnly(): PathEventRequest {
    return { ...this.request(), before: null, helped: null };
  }

  protected override written(): string {
    // Which path is chosen is nothing to lose.
    return JSON.stringify([this.date, texts(this)]);
  }
}

interface Texts {
  words: string | null;
  before: string | null;
  helped: string | null;
}

function texts(draft: { words: string; before: string; helped: string }): Texts {
  return { words: filled(draft.words), before: filled(draft.before), helped: filled(draft.helped) };
}

/** The forms that were left open: they outlive Help, the lock and a look elsewhere, and end with a save or a no. */
export const openPath = $state<{
  goal: GoalDraft | null;
  event: EventDraft | null;
  lapse: LapseDraft | null;
  /** The words of the day that is being marked. */
  mark: string;
}>({ goal: null, event: null, lapse: null, mark: '' });
