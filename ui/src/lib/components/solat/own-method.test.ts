import { expect, test } from 'vitest';
import { duskDegrees, ishaMinutes, isOwn, ownCode, typedOwn } from './own-method';

test('own numbers go to the core and come back as they were typed', () => {
  const degrees = { fajr: '18.5', by: 'degrees', isha: '17' } as const;
  expect(ownCode(degrees)).toBe('own 18.5 17');
  expect(typedOwn('own 18.5 17')).toEqual(degrees);
  const minutes = { fajr: '18.5', by: 'minutes', isha: '90' } as const;
  expect(ownCode(minutes)).toBe('own 18.5 +90');
  expect(typedOwn('own 18.5 +90')).toEqual(minutes);
  expect([isOwn('own 18 17'), isOwn('mwl'), isOwn(null)]).toEqual([true, false, false]);
});

test('numbers at which no prayer begins are not taken', () => {
  expect([duskDegrees('5'), duskDegrees(' 25 '), duskDegrees('17,5')]).toEqual([5, 25, 17.5]);
  for (const wrong of ['', '4.9', '25.1', '-18', 'lapan', '1e1']) expect(duskDegrees(wrong)).toBeUndefined();
  expect([ishaMinutes('30'), ishaMinutes('180')]).toEqual([30, 180]);
  for (const wrong of ['', '29', '181', '90.5']) expect(ishaMinutes(wrong)).toBeUndefined();
  expect(ownCode({ fajr: '18', by: 'minutes', isha: '17' })).toBeUndefined();
});
