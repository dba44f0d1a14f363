// Finding things as a screen reader names them. axe-core computes roles and names.

import { inject } from './axe.mjs';
import { KEY } from './webdriver.mjs';

/** @typedef {import('./webdriver.mjs').Page} Page */
/** @typedef {import('./webdriver.mjs').Element} Element */

/**
 * Waits for a visible element by what a screen reader calls it. While a dialog is open, what is in it comes first.
 * @param {Page} page
 * @param {string} role for example `button`
 * @param {string | RegExp} name all of it, or a pattern
 * @returns {Promise<Element>}
 */
export async function byRole(page, role, name) {
  await inject(page);
  const pattern = typeof name === 'string' ? `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$` : name.source;
  const flags = typeof name === 'string' ? '' : name.flags;
  const found = await page.wait(
    `${role} ${name}`,
    (role, pattern, flags) => {
      const { axe } = /** @type {any} */ (window);
      axe.setup(document);
      try {
        const inDialog = [...document.querySelectorAll('[role=dialog] *, [role=alertdialog] *')];
        return [...inDialog, ...document.querySelectorAll('*')].find(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            axe.commons.aria.getRole(element) === role &&
            new RegExp(pattern, flags).test(
              axe.commons.text.accessibleText(element).replace(/\s+/g, ' ').trim(),
            ),
        );
      } finally {
        axe.teardown();
      }
    },
    [role, pattern, flags],
  );
  return /** @type {any} */ (found);
}

/** Waits for a button that stands still, and clicks it. @param {Page} page @param {string | RegExp} name */
export async function press(page, name) {
  await byRole(page, 'button', name);
  await page.settled();
  await (await byRole(page, 'button', name)).click();
}

/** Waits for something that stands still, and clicks it. @param {Page} page @param {string} role @param {string | RegExp} name */
export async function touch(page, role, name) {
  await byRole(page, role, name);
  await page.settled();
  await (await byRole(page, role, name)).click();
}

/** Opens the menu of a button and chooses what it offers. @param {Page} page @param {string | RegExp} button @param {string} item */
export async function fromMenu(page, button, item) {
  await press(page, button);
  await touch(page, 'menuitem', item);
}

/** Chooses from a list that folds out. @param {Page} page @param {string} label @param {string} option */
export async function pick(page, label, option) {
  await page.wait(
    `${option} under ${label}`,
    (label, option) => {
      const named = (/** @type {HTMLSelectElement} */ list) =>
        [...list.labels].some((one) => one.textContent?.trim() === label);
      const lists = [...document.querySelectorAll('select')].filter((list) => list.checkVisibility());
      const list = lists.find(named);
      const found = [...(list?.options ?? [])].find((one) => one.label === option);
      if (!list || !found) return false;
      list.value = found.value;
      return list.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [label, option],
  );
}

/** Gives a field for a time or a date its value, which has no keys of its own. @param {Page} page @param {string} label @param {string} value */
export async function set(page, label, value) {
  await page.wait(
    `the field ${label}`,
    (label, value) => {
      const labels = [...document.querySelectorAll('label')].filter((one) => one.checkVisibility());
      const input = labels.find((one) => one.textContent?.trim() === label)?.control;
      if (!(input instanceof HTMLInputElement)) return false;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [label, value],
  );
}

/** Chooses a radio button by touching its words. @param {Page} page @param {string} name */
export async function choose(page, name) {
  await byRole(page, 'radio', name);
  await page.settled();
  const label = await page.wait(
    `the words ${name}`,
    (name) =>
      [...document.querySelectorAll('label')].find((label) => {
        const radio = label.querySelector('[type=radio]');
        const words = document.getElementById(radio?.getAttribute('aria-labelledby') ?? '') ?? label;
        return radio && words.textContent?.trim() === name;
      }),
    [name],
  );
  await /** @type {Element} */ (/** @type {unknown} */ (label)).click();
}

/** Touches an answer of one of several questions. @param {Page} page @param {string} question @param {string} label */
export async function answer(page, question, label) {
  await answerOf(page, question, label);
  await page.settled();
  await (await answerOf(page, question, label)).click();
}

/** @param {Page} page @param {string} question @param {string} label @returns {Promise<Element>} */
async function answerOf(page, question, label) {
  const found = await page.wait(
    `${label} of ${question}`,
    (question, label) => {
      const words = (/** @type {HTMLElement | null | undefined} */ element) => element?.textContent?.trim();
      const groups = [...document.querySelectorAll('fieldset')].filter((one) => one.checkVisibility());
      const group = groups.find((one) => words(one.querySelector('legend')) === question);
      return [...(group?.querySelectorAll('label') ?? [])].find((one) => words(one) === label);
    },
    [question, label],
  );
  return /** @type {any} */ (found);
}

/**
 * Waits for a field by its label; one for secrets has no role to find it by.
 * @param {Page} page
 * @param {string} label
 * @returns {Promise<Element>}
 */
export function field(page, label) {
  return /** @type {any} */ (
    page.wait(
      `the field ${label}`,
      (label) =>
        [...document.querySelectorAll('label')].find(
          (one) => one.checkVisibility() && one.textContent?.trim() === label,
        )?.control,
      [label],
    )
  );
}

/** Opens a part that is folded away (`details`). @param {Page} page @param {string} title */
export async function openPart(page, title) {
  const summary = await page.wait(
    `the part ${title}`,
    (title) => [...document.querySelectorAll('summary')].find((one) => one.innerText.includes(title)),
    [title],
  );
  await /** @type {Element} */ (/** @type {unknown} */ (summary)).click();
}

/**
 * Walks through the page with Tab until it comes back to where it was.
 * @param {Page} page
 * @param {number} [limit] more presses than this are an error
 * @returns {Promise<{ stops: string[], unreached: string[] }>} what each stop is and says, in order; and what takes
 *   clicks or typing but was not reached (of a group of radio buttons one is enough)
 */
export async function tabThrough(page, limit = 300) {
  await page.execute(() => {
    Object.assign(window, { tabbed: new Set(), tabs: [] });
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  });
  await page.execute(
    `window.noteTab = () => window.tabs.push((${focused})()); addEventListener('keyup', window.noteTab);`,
  );
  const stops = [];
  // The walk may begin in the middle: then it leaves the page at its end and comes in again at its start.
  let exits = 0;
  for (let presses = 0; exits < 2; presses += AT_ONCE) {
    if (presses > limit) throw new Error(`more than ${limit} presses: ${stops.slice(0, 20).join(', ')}`);
    await page.keys(...Array(AT_ONCE).fill(KEY.tab));
    const tabs = await page.execute(() => /** @type {any} */ (window).tabs.splice(0));
    if (tabs.length !== AT_ONCE) throw new Error(`${AT_ONCE} presses of Tab, ${tabs.length} of them noted`);
    for (const { kind, name } of tabs) {
      if (kind === 'again') exits = 2;
      if (kind === 'outside') exits += 1;
      if (exits === 2) break;
      if (kind === 'new') stops.push(name);
    }
  }
  await page.execute(() => removeEventListener('keyup', /** @type {any} */ (window).noteTab));
  return { stops, unreached: await page.execute(neverFocused) };
}

/** Each press costs a request otherwise. */
const AT_ONCE = 8;

function focused() {
  const { tabbed } = /** @type {any} */ (window);
  const element = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!element || element === document.body) return { kind: 'outside', name: '' };
  // A field for a date has a stop for each of its parts.
  if (element === [...tabbed].at(-1)) return { kind: 'same', name: '' };
  if (tabbed.has(element)) return { kind: 'again', name: '' };
  tabbed.add(element);
  const name = element.getAttribute('aria-label') ?? element.innerText ?? '';
  return { kind: 'new', name: `${element.localName} ${name.replace(/\s+/g, ' ').trim()}` };
}

function neverFocused() {
  const { tabbed } = /** @type {any} */ (window);
  const groups = new Set([...tabbed].map((one) => one.type === 'radio' && one.name));
  // An open dialog keeps the focus inside.
  const scope = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) ?? document;
  const takesInput = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]';
  return /** @type {HTMLInputElement[]} */ ([...scope.querySelectorAll(takesInput)])
    .filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest('[inert]'))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !tabbed.has(one) && !(one.type === 'radio' && groups.has(one.name)))
    .map((one) => one.outerHTML.replace(/\s+/g, ' ').slice(0, 200));
}
