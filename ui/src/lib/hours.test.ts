import { expect, test } from 'vitest';
import {
  dayMissing,
  hoursOf,
  lengthChoices,
  rowsToStartWith,
  spansOf,
  startChoices,
  startingAt,
  WEEK,
  type Span
} from './hours';

const daily = (start: number, end: number): Span[] => WEEK.map((weekday) => ({ weekday, start, end }));

test('no hours mean any time, and any time is stored as no hours', () => {
  expect(hoursOf([])).toEqual({ choice: 'any', rows: [] });
  expect(spansOf({ choice: 'any', rows: rowsToStartWith('office') })).toEqual([]);
});

test('the ready-made hours are recognized again after they were stored', () => {
  for (const choice of ['office', 'night'] as const) {
    expect(hoursOf(spansOf({ choice, rows: [] })).choice).toBe(choice);
  }
});

test('days with the same hours share a row, and come back as they were stored', () => {
  const spans: Span[] = [
    { weekday: 0, start: 480, end: 720 },
    { weekday: 0, start: 840, end: 1020 },
    { weekday: 3, start: 480, end: 720 },
    { weekday: 5, start: 1320, end: 120 }
  ];
  const hours = hoursOf(spans);
  expect(hours).toEqual({
    choice: 'own',
    rows: [
      { days: [0, 3], start: 480, length: 240 },
      { days: [0], start: 840, length: 180 },
      { days: [5], start: 1320, length: 240 }
    ]
  });
  expect(spansOf(hours)).toEqual(spans);
});

test.each([
  ['past midnight', 1320, 120],
  ['until midnight', 1200, 1440],
  ['the whole day', 0, 1440],
  ['until the same time the next day', 480, 480]
])('hours %s survive the editor', (_, start, end) => {
  expect(spansOf(hoursOf(daily(start, end)))).toEqual(daily(start, end));
});

test('a row without a day is noticed, unless other hours were chosen since', () => {
  const rows = [{ days: [], start: 480, length: 60 }];
  expect(dayMissing({ choice: 'own', rows })).toBe(true);
  expect(dayMissing({ choice: 'any', rows })).toBe(false);
});

test('another beginning keeps the end on the clock', () => {
  const row = { days: [0], start: 480, length: 600 };
  expect(startingAt(row, 540)).toEqual({ days: [0], start: 540, length: 540 });
  expect(startingAt(row, 1320).length).toBe(1200);
  expect(startingAt(row, 1080).length).toBe(1440);
});

test('every end that can be picked lies within a day and on a half hour or is the present one', () => {
  expect(lengthChoices({ days: [], start: 480, length: 60 })).toHaveLength(48);
  const odd = lengthChoices({ days: [], start: 485, length: 100 });
  expect(odd.slice(0, 4)).toEqual([25, 55, 85, 100]);
  expect(Math.max(...odd)).toBeLessThanOrEqual(1440);
  expect(startChoices(485)).toContain(485);
  expect(startChoices(480)).toHaveLength(48);
});
