import { expect, test } from 'vitest';
import type { SolatTimeView, SolatView } from '$lib/ipc';
import { jemaahMinutes, latitude, longitude, pointText, typedPoint } from './numbers';
import { towardsWords } from './qibla';
import { sourceOf } from './source';

test.each<[number, string]>([
  [0, 'arah utara'],
  [22.4, 'arah utara'],
  [22.6, 'arah timur laut'],
  [292.4, 'arah barat'],
  [292.6, 'arah barat laut'],
  [359.9, 'arah utara'],
  [360, 'arah utara']
])('%f degrees are said as “%s”', (bearing, words) => {
  expect(towardsWords(bearing)).toBe(words);
});

test('degrees are read with a dot or a comma, and only within the Earth', () => {
  expect(latitude('3,8077')).toBe(3.8077);
  expect(latitude(' -90 ')).toBe(-90);
  expect(latitude('90.1')).toBeUndefined();
  expect(longitude('-180')).toBe(-180);
  expect(longitude('181')).toBeUndefined();
  for (const wrong of ['', 'x', '1e1', '3.', '--3', '3.8 N']) expect(latitude(wrong)).toBeUndefined();
});

test('a point goes to the core and comes back as it was typed', () => {
  const typed = { latitude: '51.5074', longitude: '-0.1278' };
  expect(pointText(typed)).toBe('51.5074000,-0.1278000');
  expect(typedPoint('51.5074000,-0.1278000')).toEqual(typed);
  expect(pointText({ latitude: '3', longitude: '' })).toBeUndefined();
});

test('the jemaah is 0 to 120 minutes after the azan, or not set', () => {
  expect(jemaahMinutes('')).toBeNull();
  expect(jemaahMinutes(' 15 ')).toBe(15);
  expect(jemaahMinutes('120')).toBe(120);
  for (const wrong of ['121', '-1', '5.5', 'lima']) expect(jemaahMinutes(wrong)).toBeUndefined();
});

test('a day is mixed where a time of the table was refused; the night is always worked out', () => {
  const time = (time: SolatTimeView['time'], official: boolean): SolatTimeView => ({
    ...{ time, official, name: '', at_words: '', jemaah_words: null, is_next: false, is_prayer: true }
  });
  const day = (source: SolatView['source'], ...times: SolatTimeView[]) => ({ source, times }) as SolatView;
  expect(sourceOf(day('computed', time('fajr', false)))).toBe('computed');
  expect(sourceOf(day('official', time('fajr', true), time('midnight', false)))).toBe('official');
  expect(sourceOf(day('official', time('fajr', true), time('asr', false)))).toBe('mixed');
});
