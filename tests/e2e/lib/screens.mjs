// Every screen, once: the pictures and the checks for accessibility walk through this list.

/** @typedef {import('./app.mjs').App} App */

/**
 * @typedef {object} Screen
 * @property {string} name in file names
 * @property {'demo' | 'fresh'} profile filled with example data, or as on the first day
 * @property {string} path of the route
 * @property {(app: App) => Promise<void>} [enter] brings the screen into its state, after the route is open
 */

/** @type {Screen[]} */
export const SCREENS = [
  { name: 'first-run', profile: 'fresh', path: '/' },
  { name: 'today', profile: 'demo', path: '/' },
];

export const LANGUAGES = /** @type {const} */ (['ms', 'en']);
export const THEMES = /** @type {const} */ (['light', 'dark']);

/** The app's arguments for a profile. @param {Screen['profile']} profile */
export function profileArguments(profile) {
  return profile === 'demo' ? ['--demo'] : [];
}

/**
 * Opens a screen and waits until it shows all it has.
 * @param {App} app
 * @param {Screen} screen
 */
export async function show(app, screen) {
  await app.page.goto(screen.path);
  await app.page.find('[data-help]');
  await screen.enter?.(app);
  await settled(app);
}

/** Waits for fonts, pictures and animations that end. @param {App} app */
export async function settled(app) {
  await app.page.execute(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    const endless = (/** @type {Animation} */ one) => one.effect?.getComputedTiming().endTime === Infinity;
    await Promise.all(
      document
        .getAnimations()
        .filter((one) => !endless(one))
        .map((one) => one.finished.catch(() => undefined)),
    );
  });
}

/** Enlarges all text as a person's system setting would. @param {App} app @param {number} factor 2 is 200 % */
export async function enlargeText(app, factor) {
  await app.page.execute((factor) => {
    document.documentElement.style.fontSize = `${factor * 100}%`;
  }, factor);
  await settled(app);
}
