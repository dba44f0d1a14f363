import { expect, test } from 'vitest';
import { dayOfMonth, daysOf, fieldsOf, moreDays, weekdayOf, withRule, type Days, type Repeat } from './days';

const TODAY = '2026-11-21';

test.each<Repeat>([
  { kind: 'once' },
  { kind: 'daily' },
  { kind: 'weekly', days: ['Mon', 'Sat'] },
  { kind: 'monthly', day: 31 },
  { kind: 'rule', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA' }
])('stored days come back from their fields: %o', (repeat) => {
  const days: Days = { repeat, starts: '2026-11-01', ends: repeat.kind === 'once' ? null : '2027-02-28' };
  expect(daysOf(fieldsOf(days, TODAY))).toEqual(days);
});

test('new days begin today, and the weekday and the day of the month to choose are those of today', () => {
  const fields = fieldsOf(undefined, TODAY);
  expect(fields).toMatchObject({ kind: 'daily', starts: TODAY, ends: '', weekdays: ['Sat'], monthDay: '21' });
});

test('weekdays stand from Monday on, in whatever order they were touched', () => {
  const fields = { ...fieldsOf(undefined, TODAY), kind: 'weekly' as const };
  expect(daysOf({ ...fields, weekdays: ['Sun', 'Tue'] }).repeat).toEqual({
    kind: 'weekly',
    days: ['Tue', 'Sun']
  });
});

test('something that comes once has no end of its own', () => {
  const fields = { ...fieldsOf(undefined, TODAY), ends: '2026-12-01' };
  expect(daysOf({ ...fields, kind: 'once' }).ends).toBeNull();
});

test('a rule takes the place of the chosen days, and gives it back when it is cleared', () => {
  const weekly = { ...fieldsOf(undefined, TODAY), kind: 'weekly' as const };
  const ruled = withRule(weekly, 'FREQ=YEARLY');
  expect(ruled.kind).toBe('rule');
  expect(withRule(ruled, ' ').kind).toBe('daily');
  expect(withRule(weekly, '').kind).toBe('weekly');
});

test('no month has a day 0 or 32', () => {
  expect(['1', '31', ' 9 ', '0', '32', '', '3.5', 'x'].map(dayOfMonth)).toEqual([
    1,
    31,
    9,
    null,
    null,
    null,
    null,
    null
  ]);
});

test('the fields behind "more" are opened where they hold something', () => {
  const fields = fieldsOf(undefined, TODAY);
  expect(moreDays(fields, TODAY)).toBe(false);
  expect(moreDays({ ...fields, ends: '2027-01-01' }, TODAY)).toBe(true);
  expect(moreDays({ ...fields, starts: '2026-12-01' }, TODAY)).toBe(true);
});

test('29 February has its weekday', () => {
  expect([weekdayOf('2028-02-29'), weekdayOf('2026-11-22')]).toEqual(['Tue', 'Sun']);
});
