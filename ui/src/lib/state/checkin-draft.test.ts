import { expect, test } from 'vitest';
import { Refusal, type CheckInView } from '$lib/ipc';
import { CheckInDraft } from './checkin-draft.svelte';

const EMPTY = {
  ...{ heaviness: null, craving: null, energy: null, burden: null, note: null },
  ...{ hungry: false, angry: false, lonely: false, tired: false }
};

const KEPT: CheckInView = {
  ...{ id: 'c1', seen: 'v1', date: '2026-11-21', minute: 1275, date_words: '', time_words: '' },
  answers: { ...EMPTY, heaviness: 4, burden: 'both', tired: true, note: 'Letih' }
};

test('a new check-in is of now, and what was not answered stays open', () => {
  const draft = new CheckInDraft();
  expect(draft.changed).toBe(false);
  draft.levels.craving = '2';
  expect(draft.changed).toBe(true);
  expect(draft.request()).toEqual({
    ...{ id: null, seen: null, moment: null },
    answers: { ...EMPTY, craving: 2 }
  });
  draft.levels.craving = undefined;
  expect(draft.changed).toBe(false);
});

test('a line of spaces is none', () => {
  const draft = new CheckInDraft();
  draft.note = '   ';
  expect(draft.request().answers.note).toBeNull();
  expect(draft.changed).toBe(false);
});

test('one that is corrected hands back its moment and what its editor had seen', () => {
  const draft = new CheckInDraft(KEPT);
  expect(draft.changed).toBe(false);
  expect([draft.date, draft.time]).toEqual(['2026-11-21', '21:15']);
  draft.time = '20:00';
  draft.levels.heaviness = undefined;
  expect(draft.changed).toBe(true);
  expect(draft.request()).toEqual({
    ...{ id: 'c1', seen: 'v1', moment: { date: '2026-11-21', minute: 1200 } },
    answers: { ...KEPT.answers, heaviness: null }
  });
});

test('a time that is none is seen before it is sent', () => {
  const draft = new CheckInDraft(KEPT);
  expect(draft.timeInvalid).toBe(false);
  draft.time = '25:99';
  expect(draft.timeInvalid).toBe(true);
});

test('a refused date stands at the date, all else below', () => {
  const draft = new CheckInDraft(KEPT);
  draft.refusal = new Refusal({ code: 'date_ahead', at: null });
  expect(draft.whenRefused).toBe(true);
  draft.refusal = new Refusal({ code: 'disk_full', at: null });
  expect(draft.whenRefused).toBe(false);
});
