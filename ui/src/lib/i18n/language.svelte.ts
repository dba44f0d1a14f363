import { baseLocale, overwriteGetLocale, type Locale } from '$lib/paraglide/runtime.js';

/** A language the interface is written in. */
export type Language = Locale;

class LanguageState {
  current = $state<Language>(baseLocale);
}

/**
 * The language now shown; reading `language.current` follows its changes.
 */
export const language = new LanguageState();

// Every word reads this state, so a change redraws exactly the texts on screen and keeps focus and input.
overwriteGetLocale(() => language.current);

/**
 * Shows the whole interface in another language and tells screen readers which one.
 */
export function setLanguage(next: Language): void {
  language.current = next;
  document.documentElement.lang = next;
}
