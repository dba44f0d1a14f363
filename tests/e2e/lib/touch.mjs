// What a finger meets.

/** @typedef {import('./webdriver.mjs').Page} Page */

/**
 * Closes what was said, wherever it has not gone by itself, and waits until nothing lies over the page.
 * @param {Page} page
 */
export async function closeMessages(page) {
  await page.wait('no message', () => {
    /** @type {HTMLElement | null} */ (document.querySelector('.toast > :last-child'))?.click();
    return !document.querySelector('.toast');
  });
}

/**
 * What can be pressed, but only in an area narrower or lower than a side in CSS pixels. Links within a sentence are
 * exempt, as in WCAG 2.5.8, and so is what comes into sight only with the focus.
 * @param {Page} page
 * @param {number} side
 * @param {string} [selector] of what is looked at
 * @returns {Promise<string[]>} one line per element; empty when all is well
 */
export function tooSmall(page, side, selector = 'a[href], button, input, select, textarea, summary') {
  return page.execute(
    (side, selector) => {
      const dialog = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
      const before = scrollY;
      const found = [...(dialog ?? document).querySelectorAll(selector)]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert]'))
        .filter((one) => !one.closest('p') && !isLarge(/** @type {HTMLElement} */ (one)))
        .map((one) => one.outerHTML.replace(/\s+/g, ' ').slice(0, 200));
      scrollTo({ top: before, behavior: 'instant' });
      return found;

      /** Whether a finger at the edges of a square around its middle still hits it. @param {HTMLElement} element */
      function isLarge(element) {
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        // A field for a choice is small and lies in its words, which take the touch.
        const target = /** @type {HTMLElement} */ (element.closest('label') ?? element);
        const box = target.getBoundingClientRect();
        if (box.width <= 1 && box.height <= 1) return true;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const reach = side / 2 - 1;
        return [
          [x - reach, y],
          [x + reach, y],
          [x, y - reach],
          [x, y + reach],
        ].every(([x, y]) => target.contains(document.elementFromPoint(x, y)));
      }
    },
    side,
    selector,
  );
}
