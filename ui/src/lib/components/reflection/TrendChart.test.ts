import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { TrendPointView } from '$lib/ipc';
import TrendChart from './TrendChart.svelte';

function point(at: number, heaviness: number | null): TrendPointView {
  const day = `${String(at + 1)} Nov`;
  return {
    ...{ from: `2026-11-0${String(at + 1)}`, words: day, short: day, heaviness, craving: 1, energy: null },
    ...{ mine: 1, client: at, both: 0, check_ins: 1, marks: [] }
  };
}

const points = [point(0, 2), point(1, null), point(2, 5)];

test('a chart says what it shows and passes over days without an answer', () => {
  const { container } = render(TrendChart, { points, kind: 'answers' });
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain('1 Nov');
  const lines = [...container.querySelectorAll('g path')].map((path) =>
    path.getAttribute('d')?.match(/[ML]/g)
  );
  expect(lines).toEqual([['M', 'L'], ['M', 'L', 'L'], null]);
});

test('whose burden stands in bars, without one where there was none', () => {
  const { container } = render(TrendChart, { points, kind: 'burdens' });
  expect(container.querySelectorAll('.chart rect.mine')).toHaveLength(3);
  expect(container.querySelectorAll('.chart rect.client')).toHaveLength(2);
});

test('no part of a chart has a literal style that the content security policy refuses', () => {
  const { container } = render(TrendChart, { points, kind: 'answers' });
  expect(container.querySelectorAll('[style=""]')).toHaveLength(0);
});
