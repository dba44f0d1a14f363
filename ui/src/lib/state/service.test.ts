import { beforeEach, expect, test, vi } from 'vitest';
import {
  core,
  Refusal,
  type AmendView,
  type ErrorCode,
  type NumbersSeenView,
  type ServiceEntryView,
  type ServiceView,
  type TalkView,
  type TrainingView
} from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { AmendDraft, EntryDraft, TalkDraft, TrainingDraft } from './service-draft.svelte';
import { NumberWatch, Service } from './service.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

const TODAY = '2026-03-05';

function entry(id = 'e1'): ServiceEntryView {
  return {
    id,
    seen: 'v1',
    kind: 'mosque',
    kind_words: null,
    name: 'Khidmat lain',
    date: '2026-03-01',
    date_words: 'Ahad 1 Mac',
    minutes: 75,
    length_words: '1 jam 15 minit',
    place: 'Surau',
    note: 'Sapu lantai'
  };
}

const talk: TalkView = {
  id: 't1',
  seen: 'v2',
  venue: 'school',
  venue_name: 'Sekolah atau universiti',
  place: 'SMK Air Putih',
  date: '2026-04-01',
  date_words: 'Rabu 1 Apr',
  coming: true,
  minutes: null,
  length_words: null,
  topic: 'Kawan',
  note: 'Bawa gambar',
  told: 'Versi pendek',
  story: 'v9'
};

const training: TrainingView = {
  id: 'l1',
  seen: 'v3',
  title: 'Asas',
  by: 'Pusat',
  date: '2025-05-04',
  date_words: '4 Mei 2025',
  hours: 16,
  certificate: 'A-17',
  expires_on: '2026-05-04',
  expires_words: 'Sah hingga 4 Mei 2026',
  ends_soon: true,
  remind: false,
  note: 'Modul 2'
};

const amend: AmendView = {
  id: 'a1',
  seen: 'v4',
  whom: 'Mak',
  what: 'Minta maaf',
  done_on: '2026-02-01',
  done_words: '1 Feb 2026'
};

function view(over: Partial<ServiceView> = {}): ServiceView {
  return {
    today: TODAY,
    entries: [],
    has_more: false,
    months: [],
    talks: [],
    trainings: [],
    amends: [],
    kinds: [],
    venues: [],
    stories: [],
    trash: [],
    ...over
  };
}

beforeEach(() => vi.resetAllMocks());

test('what is opened and saved again stays as it is stored, also a kind that is not offered now', () => {
  const drafts = [
    new EntryDraft(TODAY, entry()),
    new TalkDraft(TODAY, talk),
    new TrainingDraft(TODAY, training),
    new AmendDraft(TODAY, amend)
  ];
  expect(drafts.map((draft) => draft.changed)).toEqual([false, false, false, false]);
  expect(drafts.map((draft) => draft.request())).toEqual([
    {
      ...{ id: 'e1', seen: 'v1', kind: 'mosque', kind_words: null, date: '2026-03-01', minutes: 75 },
      ...{ place: 'Surau', note: 'Sapu lantai' }
    },
    {
      ...{ id: 't1', seen: 'v2', venue: 'school', place: 'SMK Air Putih', date: '2026-04-01', minutes: null },
      ...{ topic: 'Kawan', told: 'Versi pendek', story: 'v9', note: 'Bawa gambar' }
    },
    {
      ...{ id: 'l1', seen: 'v3', title: 'Asas', by: 'Pusat', date: '2025-05-04', hours: 16 },
      ...{ certificate: 'A-17', expires_on: '2026-05-04', remind: false, note: 'Modul 2' }
    },
    { id: 'a1', seen: 'v4', whom: 'Mak', what: 'Minta maaf', done_on: '2026-02-01' }
  ]);
});

test('what was left empty is nothing, and what is not done has no day', () => {
  const talked = new TalkDraft(TODAY);
  talked.place = '  ';
  expect(talked.request()).toMatchObject({
    id: null,
    seen: null,
    place: null,
    topic: null,
    told: null,
    note: null
  });
  expect(new AmendDraft(TODAY).request().done_on).toBeNull();
});

test('a version that is picked lends its name, but never takes the place of own words', () => {
  const names = new Map([
    ['v1', 'Versi untuk sekolah'],
    ['v2', 'Versi untuk majikan']
  ]);
  const draft = new TalkDraft(TODAY);
  draft.pick('v1', names);
  expect(draft.request()).toMatchObject({ story: 'v1', told: 'Versi untuk sekolah' });
  draft.pick('v2', names);
  expect(draft.told).toBe('Versi untuk majikan');
  draft.told = 'Yang pendek';
  draft.pick(null, names);
  expect(draft.request()).toMatchObject({ story: null, told: 'Yang pendek' });
});

test('hours that are no number are something to lose, and are not sent', () => {
  const draft = new TrainingDraft(TODAY);
  draft.hours = 'enam belas';
  expect(draft.hoursInvalid).toBe(true);
  expect(draft.changed).toBe(true);
  expect(draft.request().hours).toBeNull();
  draft.hours = ' 16 ';
  expect([draft.hoursInvalid, draft.request().hours]).toEqual([false, 16]);
});

test('a refusal stands beside the field that it speaks of, and by itself where there is none', () => {
  const refused = (
    draft: EntryDraft | TalkDraft | TrainingDraft | AmendDraft,
    refusal: Refusal
  ): string[] => {
    draft.refused(refusal);
    return Object.keys(draft.refusals);
  };
  const too = (at: number): Refusal => new Refusal({ code: 'text_too_long', at });
  const plain = (code: ErrorCode): Refusal => new Refusal({ code, at: null });
  expect(refused(new EntryDraft(TODAY), plain('date_ahead'))).toEqual(['date']);
  expect(refused(new EntryDraft(TODAY), plain('day_too_full'))).toEqual(['minutes']);
  expect(refused(new EntryDraft(TODAY), too(2))).toEqual(['note']);
  expect(refused(new TalkDraft(TODAY), too(3))).toEqual(['told']);
  expect(refused(new TrainingDraft(TODAY), plain('ends_before_start'))).toEqual(['expires']);
  expect(refused(new TrainingDraft(TODAY), plain('name_empty'))).toEqual(['title']);
  expect(refused(new AmendDraft(TODAY), plain('name_too_long'))).toEqual(['whom']);
  expect(refused(new AmendDraft(TODAY), plain('disk_full'))).toEqual(['form']);
});

test('older entries are added to the list, and a change begins it again', async () => {
  const service = new Service();
  vi.mocked(core.serviceView).mockResolvedValue(view({ entries: [entry('e2')], has_more: true }));
  vi.mocked(core.serviceOlder).mockResolvedValue({ entries: [entry('e1')], has_more: false });
  await service.load();
  expect([service.hasMore, service.blank]).toEqual([true, false]);
  await service.more();
  expect(core.serviceOlder).toHaveBeenCalledWith({ skip: 1 });
  expect([service.entries.map(({ id }) => id), service.hasMore]).toEqual([['e2', 'e1'], false]);
  vi.mocked(core.amendSave).mockResolvedValue(view({ amends: [amend] }));
  await service.saveAmend(new AmendDraft(TODAY, amend).request());
  expect([service.entries, service.amend('a1')?.whom]).toEqual([[], 'Mak']);
});

test('an entry that is not in the list is asked for, and one that is gone is not there', async () => {
  const service = new Service();
  vi.mocked(core.serviceEntry).mockResolvedValueOnce(entry('e9'));
  expect((await service.entry('e9'))?.id).toBe('e9');
  vi.mocked(core.serviceEntry).mockRejectedValueOnce(new Refusal({ code: 'not_found', at: null }));
  expect(await service.entry('e9')).toBeUndefined();
});

test('of two looks at what was typed the later one counts', async () => {
  const watch = new NumberWatch();
  let first: (seen: NumbersSeenView) => void = () => undefined;
  vi.mocked(core.serviceNumbers)
    .mockReturnValueOnce(new Promise((resolve) => (first = resolve)))
    .mockResolvedValueOnce({ phone: false, identity_card: false });
  const early = watch.look('012-345 6789');
  await watch.look('012-345 678');
  first({ phone: true, identity_card: false });
  await early;
  expect(watch.seen.phone).toBe(false);
});
