import { expect, test } from 'vitest';
import { Refusal, type RoutineItemView } from '$lib/ipc';
import { RoutineDraft } from './routine-draft.svelte';

const VIEW = {
  today: '2026-11-21',
  whats: ['sunat', 'zikir', 'medication', 'other'] as RoutineItemView['what'][]
};
const nameOf = (what: string): string => `name of ${what}`;

function item(over: Partial<RoutineItemView> = {}): RoutineItemView {
  return {
    id: 'i1',
    seen: 'v1',
    title: 'Zikir pagi',
    what: 'zikir',
    timing: { kind: 'around', anchor: 'fajr', minutes: -10 },
    days: { repeat: { kind: 'weekly', days: ['Fri'] }, starts: '2026-01-01', ends: null },
    when_words: '',
    remind: { before: 15, sound: 'silent' },
    aim: 100,
    discreet: true,
    paused: false,
    over: false,
    ...over
  };
}

test('an item that is opened and saved stays as it is stored', () => {
  const stored = item();
  const draft = new RoutineDraft(VIEW, nameOf, stored);
  const { id, seen, title, what, timing, days, remind, aim, discreet } = stored;
  expect(draft.request()).toEqual({ id, seen, title, what, timing, days, remind, aim, discreet });
  expect(draft.changed).toBe(false);
});

test('a new item takes the name of its kind until the person writes one', () => {
  const draft = new RoutineDraft(VIEW, nameOf);
  expect([draft.title, draft.changed]).toEqual(['name of sunat', false]);
  draft.choose('zikir', nameOf);
  expect(draft.title).toBe('name of zikir');
  draft.title = 'Zikir petang';
  draft.choose('medication', nameOf);
  expect(draft.title).toBe('Zikir petang');
});

test('a new medicine hides its name, and an old one is left as it was', () => {
  const draft = new RoutineDraft(VIEW, nameOf);
  draft.choose('medication', nameOf);
  expect(draft.discreet).toBe(true);
  const old = new RoutineDraft(VIEW, nameOf, item({ discreet: false }));
  old.choose('medication', nameOf);
  expect(old.discreet).toBe(false);
});

test('what has the whole day has no moment to be reminded at', () => {
  const draft = new RoutineDraft(VIEW, nameOf, item());
  draft.when = 'any_time';
  expect(draft.request().remind).toBeNull();
});

test('a target counts for a zikir alone', () => {
  const draft = new RoutineDraft(VIEW, nameOf, item());
  draft.choose('other', nameOf);
  expect(draft.request().aim).toBeNull();
});

test.each<[string, (draft: RoutineDraft) => void]>([
  ['half a time', (draft) => (draft.time = '8:')],
  ['a lead that is no number', (draft) => (draft.remindBefore = undefined)],
  ['a target that is no number', (draft) => (draft.aim = 'banyak')],
  ['a day that no month has', (draft) => (draft.days = { ...draft.days, kind: 'monthly', monthDay: '32' })]
])('%s is held back before it is sent', (_, write) => {
  const draft = new RoutineDraft(VIEW, nameOf, item({ timing: { kind: 'at', minute: 480 } }));
  write(draft);
  expect(draft.ready()).toBe(false);
  expect(draft.wrong).toBe(true);
});

test('minutes around a prayer that are no number hold back a save, and count as changed', () => {
  const draft = new RoutineDraft(VIEW, nameOf, item());
  draft.shift = undefined;
  expect([draft.ready(), draft.wrong, draft.changed]).toEqual([false, true, true]);
  draft.shift = -37;
  expect(draft.ready()).toBe(true);
  expect(draft.request().timing).toEqual({ kind: 'around', anchor: 'fajr', minutes: -37 });
});

test.each([
  ['name_empty', 'title', false],
  ['never_occurs', 'days', false],
  ['ends_before_start', 'ends', true],
  ['rule_within_day', 'rule', true],
  ['disk_full', 'form', false]
] as const)('the refusal %s stands beside %s', (code, field, inMore) => {
  const draft = new RoutineDraft(VIEW, nameOf, item());
  draft.refused(new Refusal({ code, at: null }));
  expect(Object.keys(draft.refusals)).toEqual([field]);
  expect(draft.wrongInMore).toBe(inMore);
});
