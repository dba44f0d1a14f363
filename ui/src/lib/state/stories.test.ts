import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type StoriesView, type StoryVersionView, type StoryView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { OWN_WORDS, PartDraft, SharingDraft, StoryDraft, VersionDraft } from './story-drafts.svelte';
import { Stories } from './stories.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const story: StoryView = {
  id: 's1',
  seen: 'k1',
  title: 'Jalan pulang',
  parts: [
    { id: 'p1', seen: 'k2', name: 'Mula', title: 'Mula', text: 'Satu' },
    { id: 'p2', seen: 'k3', name: 'Dua', title: null, text: 'Dua' }
  ],
  versions: [],
  shares: [],
  audiences: [{ audience: 'school', name: 'Sekolah' }]
};

const version: StoryVersionView = {
  ...{ id: 'v1', seen: 'k4', story: 's1', story_title: 'Jalan pulang', name: 'Versi untuk sekolah' },
  ...{ audience: 'school', audience_words: null, title: 'Pilih kawan', audiences: story.audiences },
  parts: [
    {
      ...{ part: 'p1', name: 'Mula', title: 'Mula', text: 'Satu' },
      ...{ choice: 'left', own_title: null, own_text: 'Lembut', seen: 'k5' }
    },
    {
      ...{ part: 'p2', name: 'Dua', title: null, text: 'Dua' },
      ...{ choice: null, own_title: null, own_text: null, seen: null }
    }
  ]
};

const empty: StoriesView = { stories: [], trash: [] };

beforeEach(() => vi.resetAllMocks());

test('what is opened and saved again stays as it is stored, also other words of a part that is left out', () => {
  const drafts = [new StoryDraft(story), new PartDraft('s1', story.parts[0]), new VersionDraft(version)];
  expect(drafts.map((draft) => draft.changed)).toEqual([false, false, false]);
  expect(drafts.map((draft) => draft.request())).toEqual([
    { id: 's1', seen: 'k1', title: 'Jalan pulang' },
    { id: 'p1', seen: 'k2', story: 's1', title: 'Mula', text: 'Satu' },
    {
      ...{
        id: 'v1',
        seen: 'k4',
        story: 's1',
        audience: 'school',
        audience_words: null,
        title: 'Pilih kawan'
      },
      parts: [
        { part: 'p1', choice: 'left', title: null, text: 'Lembut', seen: 'k5' },
        { part: 'p2', choice: null, title: null, text: null, seen: null }
      ]
    }
  ]);
});

test('a new version tells nothing until somebody says so, and a choice that was made stays', () => {
  const draft = new VersionDraft(story);
  expect(draft.request().parts.map(({ choice }) => choice)).toEqual([null, null]);
  draft.parts[0]?.choose('left');
  draft.tellRest();
  expect(draft.request().parts.map(({ choice }) => choice)).toEqual(['left', 'told']);
  expect([draft.undecided, draft.request().id]).toEqual([false, null]);
});

test('other words begin with those of the story, and are not written over', () => {
  const draft = new VersionDraft(version);
  const [first, second] = draft.parts;
  first?.choose('reworded');
  second?.choose('reworded');
  expect([first?.ownText, second?.ownText]).toEqual(['Lembut', 'Dua']);
  if (second) second.ownText = 'Dua, pendek';
  second?.choose('told');
  second?.choose('reworded');
  expect(second?.ownText).toBe('Dua, pendek');
  expect(second?.text).toBe('Dua');
});

test('a refusal stands beside the field that it speaks of', () => {
  const draft = new VersionDraft(version);
  draft.refused(new Refusal({ code: 'text_empty', at: 3 }));
  expect(Object.keys(draft.refusals)).toEqual(['p2']);
  draft.refused(new Refusal({ code: 'text_too_long', at: 1 }));
  expect(Object.keys(draft.refusals)).toEqual(['title']);
  draft.refused(new Refusal({ code: 'disk_full', at: null }));
  expect(Object.keys(draft.refusals)).toEqual(['form']);
  const sharing = new SharingDraft('v1', '2026-03-05');
  sharing.refused(new Refusal({ code: 'does_not_know', at: 0 }));
  expect(Object.keys(sharing.refusals)).toEqual(['who']);
});

test('a question that is skipped is nothing, and what leaves now leaves today', () => {
  const draft = new SharingDraft('v1', '2026-03-05');
  draft.words = 'Cikgu';
  draft.by = 'paper';
  const nobody = { person: null, words: null };
  expect(draft.request()).toEqual({
    ...{ version: 'v1', listener: nobody, why: null, spread: null, date: null, by: 'paper' }
  });
  draft.who = OWN_WORDS;
  draft.by = 'aloud';
  expect(draft.request()).toMatchObject({ listener: { person: null, words: 'Cikgu' }, date: '2026-03-05' });
  draft.who = 'n7';
  expect(draft.request().listener).toEqual({ person: 'n7', words: null });
});

test('a story that is gone is told apart from one that could not be read', async () => {
  const stories = new Stories();
  vi.mocked(core.storyView).mockRejectedValueOnce(new Refusal({ code: 'not_found', at: null }));
  await stories.loadStory('s9');
  expect([stories.gone, stories.refusal, stories.story]).toEqual([true, null, null]);
  vi.mocked(core.storyView).mockRejectedValueOnce(new Refusal({ code: 'locked', at: null }));
  await stories.loadStory('s1');
  expect([stories.gone, stories.refusal instanceof Refusal]).toEqual([false, true]);
  vi.mocked(core.storyView).mockResolvedValueOnce(story);
  await stories.loadStory('s1');
  expect([stories.gone, stories.refusal, stories.story?.id]).toEqual([false, null, 's1']);
});

test('of two stories that were asked for the later one is shown', async () => {
  const stories = new Stories();
  let first: (view: StoryView) => void = () => undefined;
  vi.mocked(core.storyView)
    .mockReturnValueOnce(new Promise((resolve) => (first = resolve)))
    .mockResolvedValueOnce({ ...story, id: 's2' });
  const early = stories.loadStory('s1');
  await stories.loadStory('s2');
  first(story);
  await early;
  expect(stories.story?.id).toBe('s2');
});

test('what is thrown away is gone from the story that is shown, and comes back with it', async () => {
  const stories = new Stories();
  vi.mocked(core.storyView).mockResolvedValueOnce(story);
  await stories.loadStory('s1');
  vi.mocked(core.storyTrash).mockResolvedValue(empty);
  vi.mocked(core.storyView).mockResolvedValueOnce({ ...story, parts: [] });
  await stories.trashOne({ kind: 'part', id: 'p1' });
  expect(stories.story?.parts).toEqual([]);
  vi.mocked(core.storyView).mockRejectedValueOnce(new Refusal({ code: 'not_found', at: null }));
  await stories.trashOne({ kind: 'story', id: 's1' });
  expect(stories.story).toBeNull();
});
