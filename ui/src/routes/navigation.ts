import Footprints from '@lucide/svelte/icons/footprints';
import BookHeart from '@lucide/svelte/icons/book-heart';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import ListTodo from '@lucide/svelte/icons/list-todo';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Route from '@lucide/svelte/icons/route';
import Search from '@lucide/svelte/icons/search';
import Settings2 from '@lucide/svelte/icons/settings-2';
import Sunrise from '@lucide/svelte/icons/sunrise';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { NavItem } from '$lib/components/shared/types';
import { m } from '$lib/i18n';

export const HELP_HREF = '/help';
export const HOME_HREF = '/today';

/** The sections that exist, in the order of the side bar, in the language now shown. */
export function sections(): NavItem[] {
  return [
    { href: HOME_HREF, label: m.nav_today(), icon: Sunrise, bar: true },
    { href: '/plan', label: m.nav_plan(), icon: Route, bar: true },
    { href: '/people', label: m.nav_people(), icon: UsersRound, bar: true },
    { href: '/reflection', label: m.nav_reflection(), icon: NotebookPen, bar: true },
    // On a phone these are in the menu beside the title.
    { href: '/routine', label: m.routine_menu(), icon: ListTodo },
    { href: '/path', label: m.nav_path(), icon: Footprints },
    { href: '/service', label: m.nav_service(), icon: HandHeart },
    { href: '/stories', label: m.nav_stories(), icon: BookHeart },
    { href: '/search', label: m.search_title(), icon: Search },
    { href: '/settings', label: m.nav_settings(), icon: Settings2 }
  ];
}

/** The path whose section is marked in the bars: meetings stand under the people. */
export function sectionPath(path: string): string {
  return path === '/meetings' || path.startsWith('/meetings/') ? '/people' : path;
}

/** The part of Help that an address names, if it names one. */
export function helpPart(path: string): App.PageState['help'] {
  switch (path) {
    case HELP_HREF:
      return 'ladder';
    case `${HELP_HREF}/emergency`:
      return 'emergency';
    case `${HELP_HREF}/breathe`:
      return 'breathe';
    default:
      return undefined;
  }
}

/** The address of a part of Help. */
export function helpHref(part: NonNullable<App.PageState['help']>): string {
  return part === 'ladder' ? HELP_HREF : `${HELP_HREF}/${part}`;
}
