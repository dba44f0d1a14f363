import { SvelteMap } from 'svelte/reactivity';
import type {
  Audience,
  AudienceView,
  Choice,
  ErrorCode,
  ListenerRequest,
  ShareBy,
  StoryPartRequest,
  StoryPartView,
  StoryRequest,
  StoryShareRequest,
  StoryVersionRequest,
  StoryVersionView,
  StoryView,
  VersionPartView
} from '$lib/ipc';
import { filled, FormDraft } from './form-draft.svelte';

/** What a story is called. */
export class StoryDraft extends FormDraft<StoryRequest> {
  title = $state('');

  constructor(kept?: StoryView) {
    super(kept);
    this.title = kept?.title ?? '';
    this.begun();
  }

  request(): StoryRequest {
    const { id, seen, title } = this;
    return { id, seen, title };
  }

  protected fieldOf(code: ErrorCode): string | undefined {
    return code === 'name_empty' || code === 'name_too_long' ? 'title' : undefined;
  }
}

/** A part of a story. */
export class PartDraft extends FormDraft<StoryPartRequest> {
  readonly story: string;
  title = $state('');
  text = $state('');

  constructor(story: string, kept?: StoryPartView) {
    super(kept);
    this.story = story;
    this.title = kept?.title ?? '';
    this.text = kept?.text ?? '';
    this.begun();
  }

  request(): StoryPartRequest {
    const { id, seen, story, text } = this;
    return { id, seen, story, title: filled(this.title), text };
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    return code === 'text_empty' || code === 'text_too_long' ? ['title', 'text'][at] : undefined;
  }
}

/** What a version does with one part. */
export class PartChoice {
  readonly part: string;
  readonly name: string;
  /** As they stand in the story. */
  readonly title: string;
  readonly text: string;
  readonly seen: string | null;
  /** `undefined` while nothing was said: then it is left out. */
  choice = $state<Choice | undefined>();
  ownTitle = $state('');
  ownText = $state('');

  constructor(part: Pick<VersionPartView, 'part' | 'name' | 'title' | 'text'> & Partial<VersionPartView>) {
    this.part = part.part;
    this.name = part.name;
    this.title = part.title ?? '';
    this.text = part.text;
    this.seen = part.seen ?? null;
    this.choice = part.choice ?? undefined;
    this.ownTitle = part.own_title ?? '';
    this.ownText = part.own_text ?? '';
  }

  /** Chooses. Other words begin with those of the story, to be changed. */
  choose(choice: Choice | undefined): void {
    if (choice === 'reworded' && this.ownTitle === '' && this.ownText === '') {
      this.ownTitle = this.title;
      this.ownText = this.text;
    }
    this.choice = choice;
  }
}

/** A version of a story. */
export class VersionDraft extends FormDraft<StoryVersionRequest> {
  readonly story: string;
  readonly audiences: AudienceView[];
  readonly parts: PartChoice[];
  audience = $state<Audience>('school');
  words = $state('');
  title = $state('');

  constructor(of: StoryView | StoryVersionView) {
    const kept = 'story' in of ? of : undefined;
    super(kept);
    this.story = 'story' in of ? of.story : of.id;
    this.audiences = of.audiences;
    this.parts =
      'story' in of
        ? of.parts.map((part) => new PartChoice(part))
        : of.parts.map(({ id, name, title, text }) => new PartChoice({ part: id, name, title, text }));
    if (kept !== undefined) {
      this.audience = kept.audience;
      this.words = kept.audience_words ?? '';
      this.title = kept.title ?? '';
    }
    this.begun();
  }

  /** Whether there are parts of which nothing was said. */
  get undecided(): boolean {
    return this.parts.some(({ choice }) => choice === undefined);
  }

  /** Tells every part of which nothing was said. */
  tellRest(): void {
    for (const part of this.parts) part.choice ??= 'told';
  }

  request(): StoryVersionRequest {
    const { id, seen, story, audience } = this;
    return {
      ...{ id, seen, story, audience },
      audience_words: filled(this.words),
      title: filled(this.title),
      parts: this.parts.map(({ part, choice, ownTitle, ownText, seen }) => ({
        seen,
        part,
        choice: choice ?? null,
        title: filled(ownTitle),
        text: filled(ownText)
      }))
    };
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (code !== 'text_empty' && code !== 'text_too_long') return undefined;
    return ['words', 'title'][at] ?? this.parts[at - 2]?.part;
  }
}

/** Nobody on the list: the question is skipped, or answered in his own words. */
export const SKIPPED = 'skipped';
export const OWN_WORDS = 'words';

/** The three questions before a version is shared. */
export class SharingDraft extends FormDraft<StoryShareRequest> {
  readonly version: string;
  /** Somebody on the list by their id, or one of the two above. */
  who = $state<string>(SKIPPED);
  words = $state('');
  why = $state('');
  spread = $state('');
  date = $state('');
  by: ShareBy = 'aloud';

  constructor(version: string, today: string) {
    super(undefined);
    this.version = version;
    this.date = today;
    this.begun();
  }

  listener(): ListenerRequest {
    const listed = this.who !== SKIPPED && this.who !== OWN_WORDS;
    return {
      person: listed ? this.who : null,
      words: this.who === OWN_WORDS ? filled(this.words) : null
    };
  }

  request(): StoryShareRequest {
    const { version, by } = this;
    return {
      ...{ version, by },
      listener: this.listener(),
      why: filled(this.why),
      spread: filled(this.spread),
      // What leaves now leaves today.
      date: by === 'aloud' ? filled(this.date) : null
    };
  }

  protected override written(): string {
    return JSON.stringify([this.who, this.words, this.why, this.spread]);
  }

  protected fieldOf(code: ErrorCode, at: number): string | undefined {
    if (code === 'does_not_know') return 'who';
    if (code === 'date_ahead' || code === 'date_invalid') return 'date';
    return code === 'text_too_long' ? ['who', 'why', 'spread'][at] : undefined;
  }
}

export type AnyStoryDraft = StoryDraft | PartDraft | VersionDraft | SharingDraft;

/**
 * The forms that were left open, each by the address of its page: they outlive Help, the lock and a look elsewhere, and end
 * with a save or a no.
 */
export const openStories = new SvelteMap<string, AnyStoryDraft>();
