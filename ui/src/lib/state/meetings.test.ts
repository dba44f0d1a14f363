import { beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type FoundMeetingView, type MeetingView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { Calendar } from './calendar.svelte';
import { MeetingDraft } from './meeting-draft.svelte';
import { Meetings } from './meetings.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  return { ...ipc, core: Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()])) };
});

function meeting(over: Partial<MeetingView> = {}): MeetingView {
  return {
    id: 'm1',
    seen: 'v1',
    title: 'Kumpulan',
    place: 'Dewan',
    point: '3.8, 103.3',
    leader: 'p1',
    leader_words: null,
    leader_name: 'Zul',
    days: { repeat: { kind: 'weekly', days: ['Sat'] }, starts: '2026-01-03', ends: null },
    days_words: 'setiap Sabtu',
    minute: 600,
    time_words: '',
    length_minutes: 60,
    length_words: '1 jam',
    remind_day_before: true,
    remind_hour_before: false,
    sound: 'own',
    next: [{ date: '2026-11-28', words: '', now: false, coming: null }],
    tips: [],
    ...over
  };
}

function found(over: Partial<FoundMeetingView> = {}): FoundMeetingView {
  return {
    title: '',
    when_words: '',
    place: null,
    known: null,
    over: false,
    problem: null,
    notes: [],
    ...over
  };
}

beforeEach(() => vi.resetAllMocks());

test('the next meeting is the first that has a date; those without one are over', async () => {
  const meetings = new Meetings();
  const gone = meeting({ id: 'm2', next: [] });
  vi.mocked(core.meetingsView).mockResolvedValue({
    meetings: [meeting(), gone],
    trash: [],
    today: '2026-11-21'
  });
  await meetings.load();
  expect(meetings.next?.date.date).toBe('2026-11-28');
  expect(meetings.over.map(({ id }) => id)).toEqual(['m2']);
});

test('a meeting that is opened and saved stays as it is stored', () => {
  const stored = meeting();
  const draft = new MeetingDraft('2026-11-21', stored);
  expect(draft.request()).toEqual({
    id: 'm1',
    seen: 'v1',
    title: 'Kumpulan',
    place: 'Dewan',
    map: '3.8, 103.3',
    leader: 'p1',
    leader_words: null,
    days: stored.days,
    minute: 600,
    length_minutes: 60,
    remind_day_before: true,
    remind_hour_before: false,
    sound: 'own'
  });
  expect(draft.changed).toBe(false);
});

test('someone from the list leads, or someone in own words, never both', () => {
  const draft = new MeetingDraft('2026-11-21', meeting());
  draft.leader = { of: 'words' };
  draft.leaderWords = 'Abang dari surau';
  expect(draft.request()).toMatchObject({ leader: null, leader_words: 'Abang dari surau' });
  draft.leader = { of: 'none' };
  expect(draft.request()).toMatchObject({ leader: null, leader_words: null });
});

test('a new meeting is weekly, on the weekday of today', () => {
  const draft = new MeetingDraft('2026-11-21');
  expect(draft.request().days.repeat).toEqual({ kind: 'weekly', days: ['Sat'] });
});

test('a map link that cannot be read is told beside the map, behind "more"', () => {
  const draft = new MeetingDraft('2026-11-21', meeting());
  draft.refused(new Refusal({ code: 'map_link_short', at: null }));
  expect(Object.keys(draft.refusals)).toEqual(['map']);
  expect(draft.wrongInMore).toBe(true);
});

test('of a file only what is new, still to come and whole is ticked at first', async () => {
  const calendar = new Calendar();
  const known = { title: '', when_words: '', changes: true };
  const list = [
    found(),
    found({ known }),
    found({ over: true }),
    found({ problem: 'meeting_whole_day' }),
    found()
  ];
  vi.mocked(core.calendarChoose).mockResolvedValue({ meetings: list, left_out: 0, cut_off: false });
  await calendar.choose();
  expect([...calendar.chosen]).toEqual([0, 4]);
  calendar.toggle(1, true);
  vi.mocked(core.calendarImport).mockResolvedValue({ meetings: [], trash: [], today: '2026-11-21' });
  expect(await calendar.keep()).toBe(3);
  expect(core.calendarImport).toHaveBeenCalledWith({ chosen: [0, 1, 4] });
  expect(calendar.found).toBeNull();
});
