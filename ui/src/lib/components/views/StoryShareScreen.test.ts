import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { StorySharingView } from '$lib/ipc';

const core = vi.hoisted(() => ({
  storySharing: vi.fn(),
  storyPreview: vi.fn(),
  storyShare: vi.fn(),
  settingsView: vi.fn()
}));
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
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto: vi.fn(), onNavigate: vi.fn() }));

const { default: StoryShareScreen } = await import('./StoryShareScreen.svelte');
const { openStories, OWN_WORDS, SharingDraft } = await import('$lib/state/story-drafts.svelte');

const SHARING: StorySharingView = {
  ...{ story: 's1', name: 'Versi untuk sekolah', today: '2026-03-05' },
  ...{ people: [{ id: 'n1', name: 'Abang Rahim' }], others: true }
};
const TELLING = { title: 'Pilih kawan', pieces: [{ title: 'Mula', text: 'Satu hari' }] };

beforeEach(() => {
  vi.resetAllMocks();
  openStories.clear();
  core.storySharing.mockResolvedValue(SHARING);
  core.storyPreview.mockResolvedValue({
    telling: TELLING,
    numbers: { phone: false, identity_card: false }
  });
  core.settingsView.mockResolvedValue({ lock: null });
});

test('the three questions come first, each can be skipped, and nothing leaves before them', async () => {
  const user = userEvent.setup();
  core.storyShare.mockResolvedValue({ saved: null });
  render(StoryShareScreen, { id: 'v1' });
  await screen.findByRole('combobox', { name: 'Siapa yang akan dengar?' });
  screen.getByRole('textbox', { name: /Kenapa nak kongsi/ });
  screen.getByRole('textbox', { name: /tersebar/ });
  expect(screen.queryByRole('button', { name: /Simpan|cetak/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Seterusnya' }));
  await screen.findByRole('button', { name: 'Simpan PDF' });
  await user.click(screen.getByRole('button', { name: 'Catat yang saya dah cerita' }));
  await screen.findByText('Dah dicatat dalam kisah anda.');
  expect(core.storyShare).toHaveBeenCalledWith({
    ...{ version: 'v1', why: null, spread: null, date: '2026-03-05', by: 'aloud' },
    listener: { person: null, words: null }
  });
});

test('only those who know are listed, and one sentence says so', async () => {
  render(StoryShareScreen, { id: 'v1' });
  const list = await screen.findByRole('combobox', { name: 'Siapa yang akan dengar?' });
  const names = within(list)
    .getAllByRole('option')
    .map((option) => option.textContent);
  expect(names).toEqual(['Langkau dulu', 'Tulis sendiri', 'Abang Rahim']);
  screen.getByText(/Untuk yang lain, tiada apa-apa disediakan/);
});

test('a name of somebody who does not know is refused beside the question, and every answer stays', async () => {
  const user = userEvent.setup();
  core.storyPreview.mockRejectedValue(new Refusal('does_not_know', 0));
  render(StoryShareScreen, { id: 'v1' });
  await screen.findByRole('combobox');
  // The document of these tests does not tell which option of a list is chosen.
  (openStories.get('share v1') as InstanceType<typeof SharingDraft>).who = OWN_WORDS;
  const whom = await screen.findByRole<HTMLInputElement>('textbox', { name: /Siapa mereka/ });
  await user.type(whom, 'Puan Salmah');
  await user.type(screen.getByRole('textbox', { name: /Kenapa/ }), 'Dia baik');
  await user.click(screen.getByRole('button', { name: 'Seterusnya' }));
  await vi.waitFor(() => expect(whom.getAttribute('aria-invalid')).toBe('true'));
  expect(whom.value).toBe('Puan Salmah');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Kenapa/ }).value).toBe('Dia baik');
  expect(screen.queryByRole('button', { name: /PDF/ })).toBeNull();
});

test('the preview shows the words that leave, and a closed file dialog is no refusal', async () => {
  const user = userEvent.setup();
  core.storyShare.mockRejectedValue(new Refusal('cancelled'));
  render(StoryShareScreen, { id: 'v1' });
  await user.click(await screen.findByRole('button', { name: 'Seterusnya' }));
  const words = within(await screen.findByRole('article')).getAllByText(/./);
  expect(words.map((one) => one.textContent)).toEqual(['Pilih kawan', 'Mula', 'Satu hari']);
  await user.click(screen.getByRole('button', { name: 'Simpan teks' }));
  await vi.waitFor(() => expect(core.storyShare).toHaveBeenCalled());
  screen.getByRole('button', { name: 'Simpan teks' });
});

test('somebody who was picked and is no longer listed is asked for anew, and the other answers stay', async () => {
  const draft = new SharingDraft('v1', '2026-03-05');
  draft.who = 'n9';
  draft.why = 'Dia minta';
  openStories.set('share v1', draft);
  render(StoryShareScreen, { id: 'v1' });
  await screen.findByRole('combobox', { name: 'Siapa yang akan dengar?' });
  expect(draft.listener()).toEqual({ person: null, words: null });
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Kenapa/ }).value).toBe('Dia minta');
});
