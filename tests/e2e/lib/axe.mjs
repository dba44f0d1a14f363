// What a person with a screen reader, large text or a small screen would meet.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('./webdriver.mjs').Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Rules, as axe-core names them or their kind. @typedef {{ type: 'tag' | 'rule', values: string[] }} Rules */

/** Those of WCAG 2.0 to 2.2, A and AA. @type {Rules} */
export const ALL = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
};

/** Those of them that other colours can break. @type {Rules} */
export const COLOUR = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Those of them that another size can break while the page shows the same elements. @type {Rules} */
export const LAYOUT = { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] };

/** Makes `window.axe` available in the page, once per document. @param {Page} page */
export async function inject(page) {
  if (!(await page.execute(() => 'axe' in window))) await page.execute(AXE);
}

/**
 * Which elements the page shows, as a text to compare: what it says of their names and roles depends on nothing else.
 * @param {Page} page
 * @returns {Promise<string>} a digit for each element
 */
export function shown(page) {
  return page.execute(() =>
    [...document.querySelectorAll('*')]
      .map((one) => Number(one.checkVisibility({ visibilityProperty: true, opacityProperty: true })))
      .join(''),
  );
}

/**
 * The rules that the page breaks now. Where a dialog is open, what it covers is left out: nobody can read or reach it, and
 * it is looked at without the dialog.
 * @param {Page} page
 * @param {Rules} [rules]
 * @returns {Promise<string[]>} one line per element; empty when all is well
 */
export async function violations(page, rules = ALL) {
  await inject(page);
  return page.execute(async (runOnly) => {
    const { axe } = /** @type {any} */ (window);
    const dialog = [...document.querySelectorAll('[aria-modal=true]')].some((one) => one.checkVisibility());
    const { violations } = await axe.run(dialog ? { exclude: [['main']] } : document, {
      runOnly,
      resultTypes: ['violations'],
      preload: false, // of style sheets and films, which none of these rules reads here
    });
    const found = [];
    for (const { id, nodes } of violations) {
      for (const node of nodes) {
        if (id === 'target-size' && (await isFreeElsewhere(node.target[0]))) continue;
        found.push(
          `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')} ${node.html.slice(0, 200)}`,
        );
      }
    }
    return found;

    /** Whether a target that lies beneath the bar of Help comes out when the page is scrolled. @param {string} target */
    async function isFreeElsewhere(target) {
      const before = scrollY;
      document.querySelector(target)?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { violations } = await axe.run(target, {
        runOnly: { type: 'rule', values: ['target-size'] },
        resultTypes: ['violations'],
      });
      scrollTo({ top: before, behavior: 'instant' });
      return violations.length === 0;
    }
  }, rules);
}

/**
 * Visible text that is cut off, and anything that makes the page scroll sideways.
 *
 * `data-clip-ok` on an element exempts it and what is in it.
 * @param {Page} page
 * @returns {Promise<string[]>} one line per element; empty when all is well
 */
export function clipped(page) {
  return page.execute(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      found.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      const reason = cut(element);
      if (reason) found.push(`${reason}: ${element.outerHTML.replace(/\s+/g, ' ').slice(0, 200)}`);
    }
    return found;

    /** @param {Element} element */
    function cut(element) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return '';
      if (element.closest('svg, [data-clip-ok], [aria-hidden=true]') || onlyForReaders(element)) return '';
      const style = getComputedStyle(element);
      if (!hasText(element)) return '';
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        return 'text cut off at the side';
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        return 'text cut off below';
      return hasOwnText(element) ? outside(element) : '';
    }

    /** @param {Element} element */
    function outside(element) {
      const range = document.createRange();
      range.selectNodeContents(element);
      for (const box of range.getClientRects()) {
        if (box.width === 0) continue;
        const area = visibleArea(element);
        if (box.left < area.left - 1 || box.right > area.right + 1) return 'text outside what can be seen';
      }
      return '';
    }

    /** The part of the window in which an element may show; a scroller counts with all it can scroll to. @param {Element} element */
    function visibleArea(element) {
      let [left, right] = [0, root.clientWidth];
      for (
        let parent = element.parentElement;
        parent && parent !== document.body;
        parent = parent.parentElement
      ) {
        const { overflowX } = getComputedStyle(parent);
        if (overflowX === 'auto' || overflowX === 'scroll') return { left: -Infinity, right: Infinity };
        if (hides(overflowX)) {
          const box = parent.getBoundingClientRect();
          [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        }
      }
      return { left, right };
    }

    /** The usual way to say something to screen readers only is a clipped box of one pixel. @param {Element} element */
    function onlyForReaders(element) {
      for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement) {
        if (one.clientWidth <= 1 && one.clientHeight <= 1 && hides(getComputedStyle(one).overflowX))
          return true;
      }
      return false;
    }

    /** @param {string} overflow */
    function hides(overflow) {
      return overflow === 'hidden' || overflow === 'clip';
    }

    /** @param {Element} element */
    function hasText(element) {
      return (element.textContent ?? '').trim() !== '';
    }

    /** @param {Element} element */
    function hasOwnText(element) {
      return [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim(),
      );
    }
  });
}
