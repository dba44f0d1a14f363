// Calls to the core, as the interface makes them: to bring the app into a state that a test begins with.

/** @typedef {import('./app.mjs').App} App */

/**
 * Calls the core from the page.
 * @param {App} app
 * @param {string} name of the call, for example `people_view`
 * @param {unknown} [request] where the call takes one
 * @returns {Promise<any>} its answer
 */
export function call(app, name, request) {
  return app.page.execute(
    async (name, request) => {
      const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
      try {
        return await invoke(name, request === null ? {} : { request });
      } catch (refusal) {
        throw new Error(`${name}: ${JSON.stringify(refusal)}`, { cause: refusal });
      }
    },
    name,
    request ?? null,
  );
}

/**
 * Calls the core again and again, one call after the other.
 * @param {App} app
 * @param {string} name of the call
 * @param {unknown[]} requests
 */
export async function callEach(app, name, requests) {
  await app.page.execute(
    async (name, requests) => {
      const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
      for (const request of requests) {
        await invoke(name, { request }).catch((/** @type {any} */ refusal) => {
          throw new Error(`${name}: ${JSON.stringify(refusal)}`);
        });
      }
    },
    name,
    requests,
  );
}

/** Waits until the app stands there, for example `fresh` or `open`. @param {App} app @param {string} stage */
export function stageIs(app, stage) {
  return app.page.wait(
    `the stage ${stage}`,
    async (stage) => {
      const { invoke } = /** @type {any} */ (window).__TAURI_INTERNALS__;
      return (await invoke('app_view')).stage.at === stage;
    },
    [stage],
    60_000,
  );
}

/**
 * What the core needs to know of a person, for `person_save`.
 * @param {string} name
 * @param {string} number
 * @param {object} [more] fields that differ from the usual ones
 */
export function person(name, number, more = {}) {
  return {
    id: null,
    seen: null,
    name,
    role: 'senior',
    role_words: null,
    sex: null,
    knows: 'yes',
    hours: [],
    rhythm_days: null,
    last_contact: null,
    note: null,
    on_ladder: true,
    numbers: [{ id: null, seen: null, text: number, label: 'mobile', whatsapp: true }],
    shown_numbers: [],
    ...more,
  };
}

/**
 * What the form of a person hands back when only this was changed in it since it opened.
 * @param {any} opened the person, as `people_view` shows them
 * @param {object} changes
 */
export function edited(opened, changes) {
  const { id, seen, name, role, role_words, sex, knows, hours, rhythm_days, last_contact, note, on_ladder } =
    opened;
  const numbers = opened.numbers.map((/** @type {any} */ { id, seen, display, label, whatsapp }) => ({
    ...{ id, seen, text: display, label, whatsapp },
  }));
  return {
    ...{ id, seen, name, role, role_words, sex, knows, hours, rhythm_days, last_contact, note, on_ladder },
    numbers,
    shown_numbers: opened.numbers.map((/** @type {any} */ { id }) => id),
    ...changes,
  };
}

/**
 * Goes through the first run by calls, with these people, and waits for Today.
 * @param {App} app with a fresh profile
 * @param {object[]} people made by `person`
 */
export async function begin(app, people) {
  await stageIs(app, 'fresh');
  await call(app, 'begin');
  for (const one of people) await call(app, 'person_save', one);
  await call(app, 'welcome_done');
  await app.page.find('#today-date');
}

/** Sets a PIN and locks; ends at the lock screen. @param {App} app @param {string} pin */
export async function lock(app, pin) {
  await call(app, 'lock_set', { current: null, kind: 'pin', secret: pin });
  await call(app, 'lock_now');
  await app.page.find('.lock form');
}
