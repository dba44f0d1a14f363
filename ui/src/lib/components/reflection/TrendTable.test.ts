import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { m } from '$lib/i18n';
import type { TrendPointView } from '$lib/ipc';
import TrendTable from './TrendTable.svelte';

function point(day: number, over: Partial<TrendPointView>): TrendPointView {
  return {
    ...{ from: `2026-11-0${String(day)}`, words: `${String(day)} Nov`, short: `${String(day)} Nov` },
    ...{ heaviness: null, craving: null, energy: null, mine: 0, client: 0, both: 0, check_ins: 0, marks: [] },
    ...over
  };
}

test('the table holds what the charts show, the newest first, without empty days', () => {
  const marks = [{ date: '2026-11-03', kind: 'festival' as const, words: 'Aidilfitri' }];
  const points = [
    point(1, { heaviness: 2.46, energy: 4, mine: 1, both: 2, check_ins: 3 }),
    point(2, {}),
    point(3, { marks })
  ];
  render(TrendTable, { points });
  const [, ...rows] = screen.getAllByRole('row');
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent.trim())
  );
  const none = m.reflection_trends_none();
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['3 Nov', '1 Nov']);
  expect(cells).toEqual([
    [none, none, none, none, none, none, none, 'Aidilfitri'],
    ['2.5', none, '4', '1', none, '2', '3', none]
  ]);
});
