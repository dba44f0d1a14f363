import { describe, expect, test } from 'vitest';
import { dropPlace, moved, neighbours } from './reorder';

test('moving keeps every other id in its order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 'b', 3)).toEqual(['a', 'c', 'd', 'b']);
  expect(moved(['a', 'b', 'c', 'd'], 'd', 0)).toEqual(['d', 'a', 'b', 'c']);
  expect(moved(['a'], 'a', 0)).toEqual(['a']);
});

test('neighbours are null at the ends', () => {
  expect(neighbours(['a', 'b', 'c'], 'a')).toEqual({ beforeId: null, afterId: 'b' });
  expect(neighbours(['a', 'b', 'c'], 'b')).toEqual({ beforeId: 'a', afterId: 'c' });
  expect(neighbours(['a', 'b', 'c'], 'c')).toEqual({ beforeId: 'b', afterId: null });
});

describe('dropPlace', () => {
  const spans = [
    { top: 0, height: 50 },
    { top: 50, height: 150 },
    { top: 200, height: 50 }
  ];

  test('a small move stays at its place', () => {
    expect(dropPlace(spans, 0, 70)).toBe(0);
    expect(dropPlace(spans, 2, -70)).toBe(2);
  });

  test('a row is passed when its middle is crossed', () => {
    expect(dropPlace(spans, 0, 80)).toBe(1);
    expect(dropPlace(spans, 2, -80)).toBe(1);
  });

  test('far moves land at the ends', () => {
    expect(dropPlace(spans, 0, 5000)).toBe(2);
    expect(dropPlace(spans, 2, -5000)).toBe(0);
  });
});
