import { expect, test } from 'vitest';
import { setLanguage } from '$lib/i18n';
import type { AgendaState, HistoryDayView } from '$lib/ipc';
import { dayWords, lookOf } from './dots';
import { leadName, LEADS, shiftName, SHIFTS, stateName } from './words';

const day = (over: Partial<HistoryDayView>): HistoryDayView => ({
  date: '2026-11-21',
  day: 21,
  date_words: 'Sabtu, 21 Nov',
  today: false,
  dots: [],
  ...over
});

test('a day says its date and what was noted, and a day without a dot says its date alone', () => {
  setLanguage('ms');
  const dots = [{ title: 'Baca Quran', words: 'selesai', state: 'done' as const }];
  expect(dayWords(day({ dots }))).toBe('Sabtu, 21 Nov: Baca Quran selesai');
  expect(dayWords(day({}))).toBe('Sabtu, 21 Nov');
  expect(dayWords(day({ today: true }))).toBe('Sabtu, 21 Nov, hari ini');
});

test('every state has a look and a word', () => {
  const states: AgendaState[] = [
    'open',
    'begun',
    'later',
    'not_today',
    'done',
    'qada',
    'coming',
    'not_coming'
  ];
  expect(states.map((state) => lookOf({ state }))).toEqual([
    'ring',
    'half',
    'ring',
    'ring',
    'full',
    'full',
    'full',
    'ring'
  ]);
  for (const state of states) expect(stateName(state)).not.toBe('');
});

test('the minutes that are offered have names that tell them apart', () => {
  expect(new Set(SHIFTS.map(shiftName)).size).toBe(SHIFTS.length);
  expect(new Set(LEADS.map(leadName)).size).toBe(LEADS.length);
});
