// A small W3C WebDriver client, just what WebKitWebDriver needs to drive the app's window.

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys as WebDriver names them, for `Page.keys`. */
export const KEY = {
  backspace: '\uE003',
  tab: '\uE004',
  enter: '\uE007',
  shift: '\uE008',
  control: '\uE009',
  escape: '\uE00C',
  space: ' ',
  end: '\uE010',
  home: '\uE011',
  left: '\uE012',
  up: '\uE013',
  right: '\uE014',
  down: '\uE015',
  delete: '\uE017',
};

/** What WebDriver answered when it refused; `code` is the error string of the standard. */
export class WebDriverError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * Sends one WebDriver command.
 * @param {string} base address of the driver
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>} the `value` of the answer
 */
export async function command(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(120_000),
  });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new WebDriverError(value?.error ?? `http ${response.status}`, value?.message ?? '');
  return value;
}

/** One element of the page. */
export class Element {
  /** @param {Page} page @param {string} id */
  constructor(page, id) {
    this.page = page;
    this.id = id;
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  #send(method, path, body) {
    return this.page.send(method, `/element/${this.id}${path}`, body);
  }

  /** The form in which an element travels in a script's arguments. */
  toJSON() {
    return { [ELEMENT]: this.id };
  }

  /** Scrolls the element into view, waits until it stands still with nothing over it, and clicks its middle. */
  async click() {
    // The driver itself scrolls too late for a target that lies below the window, and clicks what comes in its place.
    await this.page.execute(untilItStands, this, 10_000);
    await this.#send('POST', '/click', {});
  }

  /** Types into the element, after what is there. @param {string} text */
  async type(text) {
    await this.#send('POST', '/value', { text });
  }

  /** Empties the field, then types. @param {string} text */
  async fill(text) {
    await this.#send('POST', '/clear', {});
    await this.type(text);
  }

  /** The text as rendered. @returns {Promise<string>} */
  text() {
    return this.#send('GET', '/text');
  }

  /** A DOM property. @param {string} name */
  property(name) {
    return this.#send('GET', `/property/${name}`);
  }

  /** An attribute, null where it is not set. @param {string} name */
  attribute(name) {
    return this.#send('GET', `/attribute/${name}`);
  }
}

/**
 * Brings an element to the middle of the window until it keeps its place from one frame to the next and takes a click.
 * @param {any} element
 * @param {number} deadline milliseconds, after which the click itself says what is wrong
 */
async function untilItStands(element, deadline) {
  const end = performance.now() + deadline;
  let before = '';
  for (;;) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [left, right] = [Math.max(x, 0), Math.min(x + width, innerWidth)];
    const [top, bottom] = [Math.max(y, 0), Math.min(y + height, innerHeight)];
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const takes = hit !== null && (element.contains(hit) || hit.closest('label')?.control === element);
    const place = `${x} ${y} ${width} ${height}`;
    if ((takes && place === before) || performance.now() > end) return;
    before = place;
    // A hidden window draws no frames.
    await new Promise((drawn) => {
      requestAnimationFrame(drawn);
      setTimeout(drawn, 100);
    });
  }
}

/** The page shown in the app's first window. */
export class Page {
  /** @param {string} base @param {string} session */
  constructor(base, session) {
    this.base = base;
    this.session = session;
  }

  /**
   * Starts the app under the driver and waits until its window takes commands.
   * @param {string} base
   * @param {{ binary: string, args: string[] }} browserOptions
   */
  static async open(base, browserOptions) {
    // A `browserName` would have to match the version string of the web view: leave it out.
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } };
    const { sessionId } = await command(base, 'POST', '/session', { capabilities });
    const page = new Page(base, sessionId);
    await page.send('POST', '/timeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
    return page;
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  send(method, path, body) {
    return command(this.base, method, `/session/${this.session}${path}`, body);
  }

  /** Ends the session, which also closes the app's window. */
  async close() {
    await this.send('DELETE', '');
  }

  /** @returns {Promise<string>} */
  url() {
    return this.send('GET', '/url');
  }

  /** Loads an address of the app. @param {string} address absolute, or a path of the current origin */
  async goto(address) {
    await this.send('POST', '/url', { url: new URL(address, await this.url()).href });
    await this.interface();
  }

  /** Waits until the interface has taken over from the Help that stands in the page before it. */
  async interface() {
    await this.wait(
      'the interface',
      () => document.readyState === 'complete' && !document.querySelector('[data-early]'),
    );
  }

  /** Gives the window another size. @param {string} size in CSS pixels, for example `390x844` */
  async resize(size) {
    const [width, height] = size.split('x').map(Number);
    await this.send('POST', '/window/rect', { width, height });
    await this.wait(`a window of ${size}`, (w, h) => innerWidth === w && innerHeight === h, [width, height]);
    // WebKitGTK keeps the old layout until something moves.
    await this.execute(async () => {
      const root = document.documentElement;
      root.style.display = 'none';
      root.getBoundingClientRect();
      root.style.display = '';
      scrollBy(0, 1);
      scrollBy(0, -1);
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
    // That began the animations of all that is shown anew.
    await this.still();
  }

  /** @returns {Promise<Buffer>} the visible part of the page as PNG */
  async screenshot() {
    await this.execute(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    return Buffer.from(await this.send('GET', '/screenshot'), 'base64');
  }

  /**
   * Runs a function in the page and returns what it returns, awaited.
   * @template {any[]} A
   * @template R
   * @param {((...args: A) => R) | string} script a function without free variables, or a function body
   * @param {A} args JSON values and elements
   * @returns {Promise<Awaited<R>>}
   */
  async execute(script, ...args) {
    const body =
      typeof script === 'string'
        ? `return (function () {${script}}).apply(null, a)`
        : `return (${script})(...a)`;
    const answer = await this.send('POST', '/execute/async', {
      script: `const a = [...arguments], done = a.pop();
        Promise.resolve().then(() => { ${body} }).then(
          (value) => done({ value: value === undefined ? null : value }),
          (error) => done({ error: String(error && error.stack ? error + '\\n' + error.stack : error) }));`,
      args,
    });
    if ('error' in answer) throw new Error(`in the page: ${answer.error}`);
    return this.#revive(answer.value);
  }

  /** @param {any} value @returns {any} */
  #revive(value) {
    if (Array.isArray(value)) return value.map((item) => this.#revive(item));
    return value?.[ELEMENT] ? new Element(this, value[ELEMENT]) : value;
  }

  /**
   * Waits until a function in the page returns something true, and returns that.
   *
   * The page is looked at when it changes and at each frame; a reload meanwhile is no error.
   * @template {any[]} A
   * @template R
   * @param {string} what what is awaited, for the message when it does not come
   * @param {(...args: A) => R} condition a function without free variables
   * @param {A} args
   * @param {number} [deadline] milliseconds
   * @returns {Promise<NonNullable<Awaited<R>>>}
   */
  async wait(what, condition, args = /** @type {any} */ ([]), deadline = 30_000) {
    const end = Date.now() + deadline;
    for (let left = deadline; left > 0; left = end - Date.now()) {
      try {
        const found = await this.execute(
          `return (${WATCH})(${condition}, arguments[0], arguments[1])`,
          args,
          left,
        );
        if (found) return /** @type {any} */ (found);
      } catch (error) {
        if (!(error instanceof WebDriverError) || error.code === 'invalid session id') throw error;
      }
    }
    const shown = await this.execute(() => document.body.innerText);
    throw new Error(`not within ${deadline} ms: ${what}; the page says: ${shown}`);
  }

  /** Waits for the first element that a CSS selector finds, in the page and visible. @param {string} selector */
  find(selector) {
    return /** @type {Promise<Element>} */ (
      /** @type {unknown} */ (
        this.wait(
          `an element ${selector}`,
          (wanted) => [...document.querySelectorAll(wanted)].find((element) => element.checkVisibility()),
          [selector],
        )
      )
    );
  }

  /** Waits until the page shows a text, as rendered. @param {string} text */
  async see(text) {
    await this.wait(
      `the text "${text}"`,
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      [text],
    );
  }

  /** Waits for fonts, pictures and animations that end. */
  async settled() {
    await this.execute(async () => {
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

  /** Brings animations that end to their end at once, where nothing else is awaited. */
  async still() {
    await this.execute(() => {
      for (const one of document.getAnimations()) {
        if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
      }
    });
  }

  /** All elements that a CSS selector finds now. @param {string} selector @returns {Promise<Element[]>} */
  all(selector) {
    return /** @type {any} */ (this.execute((wanted) => [...document.querySelectorAll(wanted)], selector));
  }

  /** Presses keys one after another on whatever has the focus. @param {string[]} keys */
  async keys(...keys) {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Takes the pointer to where nothing answers it. */
  async pointAway() {
    // A driver that thinks the pointer is there already does nothing.
    const actions = [1, 0].map((x) => ({ type: 'pointerMove', duration: 0, x, y: 0 }));
    await this.send('POST', '/actions', { actions: [{ type: 'pointer', id: 'pointer', actions }] });
  }

  /** Presses a key while others are held. @param {string[]} keys the held ones first */
  async chord(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: 'keyDown', value })),
      ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
    ];
    await this.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

const WATCH = String(
  /** @param {Function} condition @param {any[]} args @param {number} left */
  function watch(condition, args, left) {
    return new Promise((resolve, reject) => {
      const observer = new MutationObserver(look);
      // A hidden window draws no frames, so a timer looks as well.
      const timer = setInterval(look, 50);
      const end = performance.now() + left;
      let frame = 0;
      let busy = false;
      /** @param {Function} settle @param {any} value */
      function stop(settle, value) {
        observer.disconnect();
        clearInterval(timer);
        cancelAnimationFrame(frame);
        settle(value);
      }
      async function look() {
        if (busy) return;
        busy = true;
        try {
          const found = await condition(...args);
          if (found) stop(resolve, found);
          else if (performance.now() > end) stop(resolve, null);
        } catch (error) {
          stop(reject, error);
        }
        busy = false;
      }
      function eachFrame() {
        frame = requestAnimationFrame(eachFrame);
        void look();
      }
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      eachFrame();
    });
  },
);
