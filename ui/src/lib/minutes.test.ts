import { expect, test } from 'vitest';
import { fieldTime, minuteOf, wholeNumber, withPresent } from './minutes';

test('every minute of a day comes back from its field', () => {
  for (let minute = 0; minute < 1440; minute++) expect(minuteOf(fieldTime(minute))).toBe(minute);
});

test('a time typed by hand is read, and what is no time is not', () => {
  expect(['8:30', '0830', '20.15', ' 07:05 ', '08:30:00'].map(minuteOf)).toEqual([510, 510, 1215, 425, 510]);
  expect(['', '24:00', '8:60', 'pagi', '8', '12:345'].map(minuteOf)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null
  ]);
});

test('a number may be written with commas, and must lie within its bounds', () => {
  expect(
    ['1,000,000', '33', '0', '1000001', '-1', '3.5', ''].map((typed) => wholeNumber(typed, 1_000_000))
  ).toEqual([1_000_000, 33, null, null, null, null, null]);
});

test('a value that is not offered keeps its place among those that are', () => {
  expect(withPresent([0, 5, 10], 7)).toEqual([0, 5, 7, 10]);
  expect(withPresent([0, 5], 5)).toEqual([0, 5]);
  expect(withPresent([0, 5], null)).toEqual([0, 5]);
});
