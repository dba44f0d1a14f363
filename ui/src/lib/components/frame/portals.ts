/** What the page drew outside itself: dialogs and menus of Bits UI. */
const PORTALS = '.dialog-overlay, .dialog-content, .menu-content';

/** Hides the dialogs and menus that are open now, for something that lies over the whole page. */
export function hidePortals(): void {
  for (const part of document.querySelectorAll<HTMLElement>(PORTALS)) {
    part.dataset.beneath = '';
    part.inert = true;
  }
}

/** Shows again what `hidePortals` hid. */
export function showPortals(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-beneath]')) {
    delete part.dataset.beneath;
    part.inert = false;
  }
}
