import type { DeckEntryView } from '$lib/ipc';

/** What a text to pick is about. */
export type DeckTheme = NonNullable<DeckEntryView['theme']>;

/** The themes of a deck, in the order in which they first appear. */
export function themesOf(deck: readonly DeckEntryView[]): DeckTheme[] {
  return [...new Set(deck.flatMap((entry) => (entry.theme === null ? [] : [entry.theme])))];
}

/** The texts of a theme (`null`: of all) that hold every word looked for, in any order, whatever the case. */
export function found(
  deck: readonly DeckEntryView[],
  theme: DeckTheme | null,
  lookedFor: string
): DeckEntryView[] {
  return holding(deck, lookedFor).filter((entry) => theme === null || entry.theme === theme);
}

/** The texts that hold every word looked for, in any order, whatever the case. */
export function holding<Text extends { text: string }>(deck: readonly Text[], lookedFor: string): Text[] {
  const words = lookedFor.toLocaleLowerCase('ms').split(/\s+/u).filter(Boolean);
  return deck.filter((entry) => {
    const text = entry.text.toLocaleLowerCase('ms');
    return words.every((word) => text.includes(word));
  });
}

/** The suggestions for a line that begins: none that the plan has already, none once other words were written. */
export function suggestions(
  deck: readonly DeckEntryView[],
  taken: readonly string[],
  written: string
): DeckEntryView[] {
  const text = written.trim();
  if (text !== '' && !deck.some((entry) => entry.text === text)) return [];
  return deck.filter((entry) => !taken.includes(entry.text));
}
