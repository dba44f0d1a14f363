import { language, setLanguage, type Language } from '$lib/i18n';

/** `system` follows the phone or the computer. */
export type Theme = 'system' | 'light' | 'dark';

/** The text sizes that are offered, in percent of the system's own. */
export const TEXT_SIZES = [100, 115, 130, 150, 175, 200] as const;

/** How the app looks, as one person likes it. */
export interface Look {
  theme: Theme;
  /** Percent, in [100, 200]. */
  textSize: number;
  language: Language;
}

/**
 * How the app looks now; every change is at once on the root element (`lang`, `data-theme`, font size).
 *
 * It keeps nothing by itself: whoever starts the app calls `apply` with what was stored, and stores what it sets.
 */
class Preferences {
  #theme = $state<Theme>('system');
  #textSize = $state(100);

  get theme(): Theme {
    return this.#theme;
  }

  get textSize(): number {
    return this.#textSize;
  }

  get language(): Language {
    return language.current;
  }

  /** Takes over the given parts and leaves the others as they are. */
  apply(look: Partial<Look>): void {
    if (look.theme !== undefined) this.#showTheme(look.theme);
    if (look.textSize !== undefined) this.#showTextSize(look.textSize);
    if (look.language !== undefined) setLanguage(look.language);
  }

  #showTheme(theme: Theme): void {
    this.#theme = theme;
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  #showTextSize(percent: number): void {
    this.#textSize = Math.min(200, Math.max(100, Math.round(percent)));
    document.documentElement.style.setProperty('font-size', `${this.#textSize}%`);
  }
}

export const preferences = new Preferences();
