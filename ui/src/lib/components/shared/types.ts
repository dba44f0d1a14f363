import type { LucideIcon } from '@lucide/svelte';

/** A line icon, imported one by one: `import Phone from '@lucide/svelte/icons/phone'`. */
export type Icon = LucideIcon;

/** A section of the app in the bars. */
export interface NavItem {
  href: string;
  label: string;
  icon: Icon;
  /** Also in the phone's bottom bar, which has room for four beside Help; the side bar always shows every section. */
  bar?: boolean;
}

/** One of several answers. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** A second line, where the answer needs a word more. */
  sub?: string;
  icon?: Icon;
  disabled?: boolean;
}

/** Where an item of a list was put: its id and the ids of the new neighbours, `null` at an end of the list. */
export interface Move {
  id: string;
  /** The item just above. */
  beforeId: string | null;
  /** The item just below. */
  afterId: string | null;
}
