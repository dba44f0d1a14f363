import type { Move } from './types';

/** The order with one id at another place; `place` counts from 0 in the order without it. */
export function moved(order: readonly string[], id: string, place: number): string[] {
  const others = order.filter((other) => other !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** The ids just above and just below, `null` at an end. */
export function neighbours(order: readonly string[], id: string): Omit<Move, 'id'> {
  const place = order.indexOf(id);
  return { beforeId: order[place - 1] ?? null, afterId: order[place + 1] ?? null };
}

/**
 * Where a row drawn by the pointer would land, counted from 0 in the list without it.
 *
 * `spans`: each row's top and height in list order, before anything moved; `dy`: how far the row `from` was drawn, all in
 * CSS pixels. A row is passed when the drawn row's leading edge crosses its middle, so tall and low rows swap alike.
 */
export function dropPlace(
  spans: readonly { top: number; height: number }[],
  from: number,
  dy: number
): number {
  const own = spans[from];
  if (own === undefined) return from;
  const edge = dy > 0 ? own.top + own.height + dy : own.top + dy;
  const passed = spans.filter((span, place) => {
    const middle = span.top + span.height / 2;
    return dy > 0 ? place > from && middle < edge : place < from && middle > edge;
  }).length;
  return dy > 0 ? from + passed : from - passed;
}
