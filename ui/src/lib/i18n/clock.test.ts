import { afterEach, describe, expect, test } from 'vitest';
import { clockWords, dateWords, setLanguage } from '.';

const at = (hour: number, minute = 0): number => hour * 60 + minute;

afterEach(() => setLanguage('ms'));

describe('clockWords', () => {
  test.each([
    [at(0), '12:00 tengah malam'],
    [at(0, 59), '12:59 tengah malam'],
    [at(1), '1:00 pagi'],
    [at(11, 59), '11:59 pagi'],
    [at(12), '12:00 tengah hari'],
    [at(13, 59), '1:59 tengah hari'],
    [at(14), '2:00 petang'],
    [at(16, 18), '4:18 petang'],
    [at(18, 59), '6:59 petang'],
    [at(19), '7:00 malam'],
    [at(23, 59), '11:59 malam']
  ])('minute %i of the day is said "%s" in Malay', (minutes, words) => {
    expect(clockWords(minutes)).toBe(words);
  });

  test.each([
    [at(0, 30), '12:30 am'],
    [at(11, 59), '11:59 am'],
    [at(12), '12:00 pm'],
    [at(13), '1:00 pm'],
    [at(23), '11:00 pm']
  ])('minute %i of the day is said "%s" in English', (minutes, words) => {
    setLanguage('en');
    expect(clockWords(minutes)).toBe(words);
  });

  test('short drops the minutes of full hours only', () => {
    expect(clockWords(at(23), { short: true })).toBe('11 malam');
    expect(clockWords(at(23, 5), { short: true })).toBe('11:05 malam');
  });
});

describe('dateWords', () => {
  test('a date keeps its day whatever the time zone, in the language shown', () => {
    expect(dateWords('2026-11-21')).toMatch(/^Sabtu,? 21 Nov$/);
    setLanguage('en');
    expect(dateWords('2026-11-21', { year: true })).toMatch(/^Saturday,? 21 Nov 2026$/);
  });

  test('the weekday can be left out', () => {
    expect(dateWords('2026-11-03', { weekday: false })).toBe('3 Nov');
  });
});
