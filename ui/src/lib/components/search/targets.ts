import { m } from '$lib/i18n';
import type { SearchGroup, SearchTarget } from '$lib/ipc';

/** Where something that was found is opened: a new kind is one line here. */
export function hrefOf({ kind, id }: SearchTarget): string {
  const named = encodeURIComponent(id);
  switch (kind) {
    case 'person':
      return `/people/edit?id=${named}`;
    case 'card':
      return `/plan/match?card=${named}`;
    case 'plan_item':
    case 'place':
    case 'goal':
      return `/plan?open=${named}`;
    case 'meeting':
      return `/meetings/about?id=${named}`;
    case 'routine':
      return `/routine/edit?id=${named}`;
    case 'journal':
      return `/reflection/journal/entry?id=${named}`;
    case 'check_in':
      return `/reflection/edit?id=${named}`;
    case 'service':
      return `/service/entry?id=${named}`;
    case 'amend':
      return `/service/amend?id=${named}`;
    case 'talk':
      return `/service/talk?id=${named}`;
    case 'training':
      return `/service/training?id=${named}`;
    case 'story':
      return `/stories/story?id=${named}`;
  }
}

const GROUPS: Record<SearchGroup, () => string> = {
  people: m.nav_people,
  plan: m.nav_plan,
  meetings: m.meetings_title,
  routine: m.routine_menu,
  journal: m.journal_title,
  check_ins: m.reflection_list_title,
  service: m.nav_service,
  stories: m.nav_stories
};

/** What the parts of the app are called. */
export function groupName(group: SearchGroup): string {
  return GROUPS[group]();
}
