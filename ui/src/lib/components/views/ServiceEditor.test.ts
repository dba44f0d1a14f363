import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ServiceView } from '$lib/ipc';

const core = vi.hoisted(() => ({
  serviceView: vi.fn(),
  serviceEntrySave: vi.fn(),
  serviceNumbers: vi.fn(),
  serviceTrash: vi.fn(),
  settingsView: vi.fn()
}));
const goto = vi.hoisted(() => vi.fn());
const Refusal = vi.hoisted(
  () =>
    class extends Error {
      at = null;
      constructor(readonly code: string) {
        super(code);
      }
    }
);
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal }));
vi.mock('$app/navigation', () => ({ beforeNavigate: vi.fn(), goto, onNavigate: vi.fn() }));

const { default: ServiceEditor } = await import('./ServiceEditor.svelte');
const { openService } = await import('$lib/state/service-draft.svelte');

const VIEW: ServiceView = {
  ...{ today: '2026-03-05', has_more: false, months: [], talks: [], trainings: [], amends: [], trash: [] },
  entries: [
    {
      ...{ id: 'e1', seen: 'v1', kind: 'listen', kind_words: null, name: 'Jadi pendengar' },
      ...{
        date: '2026-03-04',
        date_words: 'Rabu 4 Mac',
        minutes: 60,
        length_words: '1 jam',
        place: null,
        note: null
      }
    }
  ],
  kinds: [
    { kind: 'listen', name: 'Jadi pendengar' },
    { kind: 'other', name: 'Khidmat lain' }
  ],
  venues: [],
  stories: []
};

beforeEach(() => {
  vi.resetAllMocks();
  Element.prototype.scrollIntoView = vi.fn();
  openService.clear();
  core.serviceView.mockResolvedValue(VIEW);
  core.settingsView.mockResolvedValue({ lock: null });
  core.serviceNumbers.mockImplementation(({ text }: { text: string }) =>
    Promise.resolve({ phone: text.includes('012'), identity_card: false })
  );
});

test('no field of the log asks who was helped', async () => {
  render(ServiceEditor, { what: 'entry', id: null });
  await screen.findByRole('button', { name: 'Simpan' });
  const labels = [...document.querySelectorAll('form label')].map((label) => label.textContent.trim());
  expect(labels.map((label) => label.split('\n')[0]?.trim().split(' (')[0])).toEqual([
    'Khidmat apa?',
    'Bila?',
    'Berapa lama?',
    'Di mana?',
    'Catatan'
  ]);
});

test('a number of somebody is mentioned gently and can be kept', async () => {
  const user = userEvent.setup();
  core.serviceEntrySave.mockResolvedValue(VIEW);
  render(ServiceEditor, { what: 'entry', id: null });
  await user.type(await screen.findByRole('textbox', { name: /Catatan/ }), '012-345 6789');
  await screen.findByText(/nombor telefon seseorang/);
  await user.click(screen.getByRole('button', { name: 'Simpan' }));
  await vi.waitFor(() => expect(goto).toHaveBeenCalledWith('/service'));
  expect(core.serviceEntrySave).toHaveBeenCalledWith(expect.objectContaining({ note: '012-345 6789' }));
});

test('what was refused is said beside its field, and nothing that was typed is lost', async () => {
  const user = userEvent.setup();
  core.serviceEntrySave.mockRejectedValue(new Refusal('day_too_full'));
  render(ServiceEditor, { what: 'entry', id: 'e1' });
  const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Catatan/ });
  await user.type(note, 'Penat');
  await user.click(screen.getByRole('button', { name: 'Simpan' }));
  const length = await screen.findByRole('combobox', { name: 'Berapa lama?' });
  await vi.waitFor(() => expect(length.getAttribute('aria-invalid')).toBe('true'));
  expect(note.value).toBe('Penat');
});

test('what could not be thrown away is still on the screen', async () => {
  const user = userEvent.setup();
  core.serviceTrash.mockRejectedValue(new Refusal('disk_full'));
  render(ServiceEditor, { what: 'entry', id: 'e1' });
  const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Catatan/ });
  await user.type(note, 'Penat');
  await user.click(screen.getByRole('button', { name: 'Buang ke tong sampah' }));
  await vi.waitFor(() => expect(core.serviceTrash).toHaveBeenCalled());
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Catatan/ }).value).toBe('Penat');
  expect(goto).not.toHaveBeenCalled();
});

test('an entry that is gone says so and leads back', async () => {
  core.serviceView.mockResolvedValue({ ...VIEW, entries: [] });
  render(ServiceEditor, { what: 'talk', id: 't9' });
  await screen.findByText('Catatan ini tiada lagi');
});

test('each form that was left by another way waits as it was', async () => {
  const user = userEvent.setup();
  const note = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Catatan/ });
  const entry = render(ServiceEditor, { what: 'entry', id: null });
  await user.type(await note(), 'Penat');
  entry.unmount();
  const talk = render(ServiceEditor, { what: 'talk', id: null });
  await user.type(await note(), 'Sekolah');
  talk.unmount();
  const stored = render(ServiceEditor, { what: 'entry', id: 'e1' });
  expect((await note()).value).toBe('');
  stored.unmount();
  render(ServiceEditor, { what: 'entry', id: null });
  expect((await note()).value).toBe('Penat');
  await screen.findByText(/masih ada di sini/);
});
