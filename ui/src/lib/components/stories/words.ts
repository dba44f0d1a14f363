import { m } from '$lib/i18n';
import type { Choice, ShareWay } from '$lib/ipc';

/** How something was shared. */
export function wayWords(way: ShareWay): string {
  return {
    aloud: m.stories_way_aloud(),
    paper: m.stories_way_paper(),
    text: m.stories_way_text(),
    other: m.stories_way_other()
  }[way];
}

/** What a version does with a part; nothing was said of a part that is left out, too. */
export function choiceWords(choice: Choice | null): string {
  switch (choice) {
    case 'told':
      return m.stories_is_told();
    case 'reworded':
      return m.stories_is_reworded();
    case 'left':
      return m.stories_is_left();
    case null:
      return m.stories_is_undecided();
  }
}

/** How much of a part stands in a list. */
const BEGINNING = 90;

/** How a part begins, in whole words where there are spaces. */
export function beginning(text: string): string {
  const letters = Array.from(text.trim().replace(/\s+/g, ' '));
  if (letters.length <= BEGINNING) return letters.join('');
  return `${letters
    .slice(0, BEGINNING)
    .join('')
    .replace(/\s\S*$/, '')}…`;
}

/** Where a story is, and what belongs to it. */
export const storyHref = (id: string): string => `/stories/story?id=${encodeURIComponent(id)}`;
export const versionHref = (id: string): string => `/stories/version?id=${encodeURIComponent(id)}`;
export const partHref = (story: string, id?: string): string =>
  `/stories/part?story=${encodeURIComponent(story)}${id === undefined ? '' : `&id=${encodeURIComponent(id)}`}`;
export const versionEditHref = (story: string, id?: string): string =>
  `/stories/version/edit?story=${encodeURIComponent(story)}${id === undefined ? '' : `&id=${encodeURIComponent(id)}`}`;
export const shareHref = (id: string): string => `/stories/share?id=${encodeURIComponent(id)}`;
