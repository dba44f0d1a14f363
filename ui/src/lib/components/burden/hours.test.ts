import { expect, test } from 'vitest';
import { spansOf, WEEK } from '$lib/hours';
import { QUIET_NIGHT, quietHoursOf, quietSpansOf, workHoursOf } from './hours';

test('the night of clients is offered as one choice and stored over midnight', () => {
  const spans = quietSpansOf({ choice: 'night', rows: [] });
  expect(spans).toHaveLength(WEEK.length);
  expect(spans[0]).toEqual({ weekday: 0, start: 1320, end: 360 });
  expect(quietHoursOf(spans)).toEqual({ choice: 'night', rows: [] });
});

test.each([
  ['none', [], 'any', 'any'],
  ['the office', spansOf({ choice: 'office', rows: [] }), 'office', 'own'],
  ['the evening of people to call', spansOf({ choice: 'night', rows: [] }), 'own', 'own'],
  ['the night of clients', spansOf({ choice: 'own', rows: [QUIET_NIGHT] }), 'own', 'night']
] as const)('%s is shown as a choice that is there, and stored as it was', (_, spans, work, quiet) => {
  expect(workHoursOf(spans).choice).toBe(work);
  expect(quietHoursOf(spans).choice).toBe(quiet);
  expect(spansOf(workHoursOf(spans))).toEqual(spans);
  expect(quietSpansOf(quietHoursOf(spans))).toEqual(spans);
});
