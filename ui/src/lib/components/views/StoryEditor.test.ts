import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { StoryView } from '$lib/ipc';

const core = vi.hoisted(() => ({
  storyView: vi.fn(),
  storySave: vi.fn(),
  storyPartSave: vi.fn(),
  storyVersionSave: vi.fn(),
  settingsView: vi.fn()
}));
const goto = vi.hoisted(() => vi.fn());
const Refusal = vi.hoisted(
  () =>
    class extends Error {
      constructor(
        readonly code: string,
        readonly at: number | null = null
      ) {
        super(code);
      }
    }
);
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal }));
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto, onNavigate: vi.fn() }));

const { default: StoryEditor } = await import('./StoryEditor.svelte');
const { openStories } = await import('$lib/state/story-drafts.svelte');
const { stories } = await import('$lib/state/stories.svelte');

const STORY: StoryView = {
  ...{ id: 's1', seen: 'k1', title: 'Jalan pulang', versions: [], shares: [] },
  parts: [{ id: 'p1', seen: 'k2', name: 'Mula', title: 'Mula', text: 'Satu hari' }],
  audiences: [
    { audience: 'school', name: 'Sekolah' },
    { audience: 'other', name: 'Orang lain' }
  ]
};

beforeEach(() => {
  vi.resetAllMocks();
  openStories.clear();
  stories.story = null;
  core.storyView.mockResolvedValue(STORY);
  core.settingsView.mockResolvedValue({ lock: null });
});

test('a part that was refused says so beside its words, and they stay', async () => {
  const user = userEvent.setup();
  core.storyPartSave.mockRejectedValue(new Refusal('text_too_long', 1));
  render(StoryEditor, { what: 'part', story: 's1', id: null });
  const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Ceritanya/ });
  await user.type(text, 'Hujan malam itu');
  await user.click(screen.getByRole('button', { name: 'Simpan' }));
  await vi.waitFor(() => expect(text.getAttribute('aria-invalid')).toBe('true'));
  expect(text.value).toBe('Hujan malam itu');
  expect(goto).not.toHaveBeenCalled();
});

test('two parts that were left open are both still there', async () => {
  const user = userEvent.setup();
  const first = render(StoryEditor, { what: 'part', story: 's1', id: null });
  await user.type(await screen.findByRole('textbox', { name: /Ceritanya/ }), 'Baru');
  first.unmount();
  const second = render(StoryEditor, { what: 'part', story: 's1', id: 'p1' });
  await user.type(await screen.findByRole('textbox', { name: /Ceritanya/ }), ' itu');
  second.unmount();
  render(StoryEditor, { what: 'part', story: 's1', id: null });
  await vi.waitFor(() =>
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Ceritanya/ }).value).toBe('Baru')
  );
  screen.getByText('Apa yang anda tulis tadi masih ada di sini.');
  expect(openStories.size).toBe(2);
});

test('a version says of each part what is done with it, and other words begin with its own', async () => {
  const user = userEvent.setup();
  core.storyVersionSave.mockResolvedValue({ id: 'v1' });
  render(StoryEditor, { what: 'version', story: 's1', id: null });
  await user.click(await screen.findByRole('radio', { name: 'Lain ayat' }));
  const own = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Ayat lain/ });
  expect(own.value).toBe('Satu hari');
  await user.clear(own);
  await user.type(own, 'Dulu');
  await user.click(screen.getByRole('button', { name: 'Simpan' }));
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/stories/version?id=v1'));
  expect(core.storyVersionSave).toHaveBeenCalledWith({
    ...{ id: null, seen: null, story: 's1', audience: 'school', audience_words: null, title: null },
    parts: [{ part: 'p1', choice: 'reworded', title: 'Mula', text: 'Dulu', seen: null }]
  });
});

test('a part of a story that is gone says so and leads back', async () => {
  core.storyView.mockRejectedValue(new Refusal('not_found'));
  render(StoryEditor, { what: 'part', story: 's9', id: null });
  await screen.findByText('Kisah ini tiada lagi');
});
