import {
  core,
  Refusal,
  type StoriesTarget,
  type StoriesView,
  type StoryPartRequest,
  type StoryRequest,
  type StoryVersionRequest,
  type StoryVersionView,
  type StoryView
} from '$lib/ipc';

/** The stories, as the core last said, and the one story and version that a page shows. */
export class Stories {
  /** `null` until the first answer. */
  view = $state<StoriesView | null>(null);
  story = $state<StoryView | null>(null);
  version = $state<StoryVersionView | null>(null);
  /** Why it could not be read. */
  refusal = $state<unknown>(null);
  /** What was asked for is there no more. */
  gone = $state(false);
  #asked = 0;

  async load(): Promise<void> {
    await this.#look(async () => {
      const view = await core.storiesView();
      return () => (this.view = view);
    });
  }

  /** Asks for a story; while it is on its way no other one is shown. */
  async loadStory(id: string): Promise<void> {
    if (this.story?.id !== id) this.story = null;
    await this.#look(async () => {
      const story = await core.storyView({ id });
      return () => (this.story = story);
    });
  }

  async loadVersion(id: string): Promise<void> {
    if (this.version?.id !== id) this.version = null;
    await this.#look(async () => {
      const version = await core.storyVersion({ id });
      return () => (this.version = version);
    });
  }

  async saveStory(request: StoryRequest): Promise<StoryView> {
    return (this.story = await core.storySave(request));
  }

  async savePart(request: StoryPartRequest): Promise<void> {
    this.story = await core.storyPartSave(request);
  }

  async move(id: string, after: string | null): Promise<void> {
    this.story = await core.storyPartMove({ id, after });
  }

  async saveVersion(request: StoryVersionRequest): Promise<StoryVersionView> {
    return (this.version = await core.storyVersionSave(request));
  }

  async trashOne(target: StoriesTarget): Promise<void> {
    await this.#changed(await core.storyTrash(target));
  }

  async restore(target: StoriesTarget): Promise<void> {
    await this.#changed(await core.storyRestore(target));
  }

  async erase(target: StoriesTarget, purgeBackups: boolean): Promise<void> {
    await this.#changed(await core.storyErase({ target, purge_backups: purgeBackups }));
  }

  /** What is thrown away or taken back also changes the story that is shown. */
  async #changed(view: StoriesView): Promise<void> {
    this.view = view;
    const shown = this.story?.id;
    if (shown === undefined) return;
    try {
      this.story = await core.storyView({ id: shown });
    } catch {
      // It was thrown away itself: whoever comes back to it is told.
      this.story = null;
    }
  }

  /** Takes an answer, if nothing else was asked for meanwhile. */
  async #look(ask: () => Promise<() => unknown>): Promise<void> {
    const asked = ++this.#asked;
    this.gone = false;
    try {
      const take = await ask();
      if (asked !== this.#asked) return;
      take();
      this.refusal = null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.gone = thrown instanceof Refusal && thrown.code === 'not_found';
      this.refusal = this.gone ? null : thrown;
    }
  }
}

export const stories = new Stories();
