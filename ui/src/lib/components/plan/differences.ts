import type { VersionContentView } from '$lib/ipc';

/** What one version of the plan says differently from the one before, in the words of the plan. */
export interface Differences {
  added: string[];
  /** What it said before, and what it says now. */
  changed: [before: string, now: string][];
  removed: string[];
}

/** The lines of a version by what they belong to, so that a changed line is not sought among others. */
function groups(version: VersionContentView | null, cardWords: (card: [string, string]) => string) {
  const lines = new Map<string, string[]>();
  const add = (group: string, text: string): void =>
    void lines.set(group, [...(lines.get(group) ?? []), text]);
  for (const item of version?.items ?? []) add(item.part, item.text);
  for (const card of version?.cards ?? []) add('card', cardWords(card));
  for (const place of version?.places ?? []) add('place', place);
  for (const [dimension, goal, next] of version?.goals ?? [])
    add(`goal ${dimension}`, next === null ? goal : `${goal} (${next})`);
  return lines;
}

/** Those of `texts` that `others` does not have as often. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const place = left.indexOf(text);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/**
 * Compares a version with the one before it (`null`: nothing was there).
 *
 * A version does not name its lines: as many as are gone and new in the same part count as changed, in their order.
 */
export function differences(
  before: VersionContentView | null,
  now: VersionContentView,
  cardWords: (card: [string, string]) => string
): Differences {
  const old = groups(before, cardWords);
  const all: Differences = { added: [], changed: [], removed: [] };
  const current = groups(now, cardWords);
  for (const group of new Set([...current.keys(), ...old.keys()])) {
    const here = current.get(group) ?? [];
    const there = old.get(group) ?? [];
    const fresh = without(here, there);
    const gone = without(there, here);
    const pairs = Math.min(fresh.length, gone.length);
    for (const [place, text] of fresh.entries()) {
      const was = gone[place];
      if (place < pairs && was !== undefined) all.changed.push([was, text]);
      else all.added.push(text);
    }
    all.removed.push(...gone.slice(pairs));
  }
  return all;
}
