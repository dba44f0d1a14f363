import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal, type JournalEntryView, type JournalSaveRequest } from '$lib/ipc';

import type * as Ipc from '$lib/ipc';

const save = vi.hoisted(() => vi.fn());
vi.mock('$lib/ipc', async (original) => ({
  ...(await original<typeof Ipc>()),
  core: { journalSave: save }
}));

const { EntryDraft, MOST_BYTES } = await import('./entry-draft.svelte');

const stored: JournalEntryView = {
  id: 'e1',
  seen: 'v1',
  text: 'Hujan.',
  draft: false,
  prompt: null,
  at_words: 'Khamis 5 Mac, 12 tengah hari',
  tags: ['kerja']
};

let version = 1;
const sent = (): JournalSaveRequest[] => save.mock.calls.map(([request]) => request as JournalSaveRequest);

beforeEach(() => {
  vi.useFakeTimers();
  save.mockReset();
  save.mockImplementation((request: JournalSaveRequest) =>
    Promise.resolve({ ...stored, ...request, id: request.id ?? 'new', seen: `v${++version}` })
  );
});
afterEach(() => vi.useRealTimers());

test('what is typed is on its way within a second, however fast somebody types on', async () => {
  const draft = new EntryDraft(null);
  for (let letters = 1; letters <= 40; letters++) {
    draft.text = 'a'.repeat(letters);
    draft.touched();
    await vi.advanceTimersByTimeAsync(100);
    const kept = sent().at(-1)?.text.length ?? 0;
    expect(letters - kept).toBeLessThan(10);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect([sent().at(-1)?.text.length, draft.keeping, draft.unkept]).toEqual([40, 'kept', false]);
});

test('a new entry is made once, as a draft, and then changed', async () => {
  const draft = new EntryDraft(null, 'Apa yang masih terasa?');
  draft.text = 'satu';
  await draft.keep();
  draft.text = 'satu dua';
  await draft.keep();
  expect(await draft.done()).toBe(true);
  expect(sent().map(({ id, draft, prompt }) => [id, draft, prompt])).toEqual([
    [null, true, 'Apa yang masih terasa?'],
    ['new', true, 'Apa yang masih terasa?'],
    ['new', false, 'Apa yang masih terasa?']
  ]);
  expect(sent()[2]?.seen).toBe(`v${version - 1}`);
});

test('nothing, and an entry whose words were all taken away, are not sent', async () => {
  for (const draft of [new EntryDraft(null), new EntryDraft(stored)]) {
    draft.text = ' \n';
    draft.touched();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await draft.done()).toBe(false);
  }
  expect(save).not.toHaveBeenCalled();
});

test('what was typed and taken back is not waited for', async () => {
  const draft = new EntryDraft(stored);
  draft.text = 'Hujan. A';
  draft.touched();
  expect(draft.keeping).toBe('waiting');
  draft.text = 'Hujan.';
  draft.touched();
  await vi.advanceTimersByTimeAsync(1000);
  expect([draft.keeping, save.mock.calls.length]).toEqual(['kept', 0]);
});

test('what one entry cannot hold is not taken in, and nothing that was there goes', async () => {
  const draft = new EntryDraft(stored);
  const longest = 'é'.repeat(MOST_BYTES / 2);
  draft.text = longest;
  await draft.keep();
  expect([draft.full, draft.keeping, sent().at(-1)?.text === longest]).toEqual([false, 'kept', true]);
  for (const more of [`${longest}a`, 'hujan '.repeat(175_000)]) {
    draft.text = more;
    await vi.advanceTimersByTimeAsync(1000);
    expect([draft.full, draft.stuck, draft.text === longest, save.mock.calls.length]).toEqual([
      true,
      false,
      true,
      1
    ]);
  }
  draft.text = 'pendek';
  await vi.advanceTimersByTimeAsync(1000);
  expect([draft.full, draft.keeping, sent().at(-1)?.text]).toEqual([false, 'kept', 'pendek']);
});

test('a tag that is too long is told, and the text is kept all the same', async () => {
  const draft = new EntryDraft(stored);
  draft.tags = `kerja, ${'a'.repeat(41)}`;
  draft.text = 'Hujan lagi.';
  await draft.keep();
  expect([draft.tagsOver, draft.stuck, draft.keeping]).toEqual([true, true, 'kept']);
  expect(sent().at(-1)).toMatchObject({ text: 'Hujan lagi.', tags: ['kerja'] });
  expect(await draft.done()).toBe(false);
  draft.tags = Array.from({ length: 21 }, (_, at) => `#t${at}`).join(',');
  expect([draft.tagsOver, draft.tagList[0]]).toEqual([true, 't0']);
  draft.tags = 'kerja, #malam';
  expect(await draft.done()).toBe(true);
  expect(sent().at(-1)?.tags).toEqual(['kerja', 'malam']);
});

test('what was refused stays, is told, and is kept at the next try', async () => {
  const draft = new EntryDraft(stored);
  save.mockRejectedValueOnce(new Refusal({ code: 'disk_full', at: null }));
  draft.text = 'Hujan lagi.';
  await draft.keep();
  expect([draft.keeping, draft.text, draft.stuck]).toEqual(['refused', 'Hujan lagi.', true]);
  await draft.keep();
  expect([draft.keeping, draft.stuck, sent().length]).toEqual(['kept', false, 2]);
});

test('an entry that was erased meanwhile is kept as a new one', async () => {
  const draft = new EntryDraft(stored);
  save.mockRejectedValueOnce(new Refusal({ code: 'not_found', at: null }));
  draft.text = 'Masih ada.';
  await draft.keep();
  await draft.keep();
  expect(sent().at(-1)).toMatchObject({ id: null, seen: null, text: 'Masih ada.' });
  expect(draft.id).toBe('new');
});

test('a correction can be put back as it was', async () => {
  const draft = new EntryDraft(stored);
  draft.toggle('malam');
  draft.text = 'lain';
  await draft.keep();
  draft.putBack();
  await draft.keep();
  expect(sent().at(-1)).toMatchObject({ text: 'Hujan.', tags: ['kerja'], draft: false });
});

test('a tag is taken and given back whatever its letters', () => {
  const draft = new EntryDraft(stored);
  draft.toggle('rumah');
  expect(draft.tagList).toEqual(['kerja', 'rumah']);
  draft.toggle('KERJA');
  expect(draft.tagList).toEqual(['rumah']);
});
