// Help before the interface: its button stands in the page itself, and this draws whom to call first as soon as it is
// touched. The interface takes over when it has loaded (`$lib/early`); if it never does, this still reaches the first
// person and 999.

import { EMERGENCY_NUMBER } from '$lib/components/help/emergency';
import { rungWords } from '$lib/components/help/words';
import type { EarlyHelp, EarlyPart } from '$lib/early';
import { m, nameInitial } from '$lib/i18n';
import type { AppView, ContactTarget, ContactView, HelpView, RungView } from '$lib/ipc/bindings';
import { overwriteGetLocale } from './i18n';

declare const __TAURI_INTERNALS__: {
  invoke: <T>(name: string, args?: Record<string, unknown>) => Promise<T>;
};

type Known = NonNullable<EarlyHelp['reached']>['known'];

const SETTLE_MS = 50;
const UNSEEN_MS = 300;

const { invoke } = __TAURI_INTERNALS__;
const page = document.documentElement;
const root = document.querySelector<HTMLElement>('[data-early]');
const main = root?.querySelector('main');
const link = root?.querySelector('a');

const help: EarlyHelp = { ready: untilAnswered(), view: null };
/** Whether this device dials by itself. Until the core has answered, numbers are shown: that is never wrong. */
let dials = false;
let calling = false;

/** Until the button is on the screen, and the answer to a touch that came at once: the rest may take its time. */
async function untilAnswered(): Promise<void> {
  await drawn();
  await new Promise((done) => setTimeout(done, SETTLE_MS));
  if (help.part !== undefined) await drawn();
}

/** Until what stands on the page now was drawn: at the second frame from now. A hidden window draws none. */
function drawn(): Promise<unknown> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, UNSEEN_MS);
  });
}

function open(part: EarlyPart): void {
  help.part = part;
  root?.classList.add('open');
  draw();
  main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

function draw(): void {
  const overline = element('p', 'early-soft', m.help_overline());
  const heading = element('h1', '', m.help_title());
  heading.tabIndex = -1;
  const strip = element('div', 'early-strip');
  const emergency = button('', [icon(), element('span', '', EMERGENCY_NUMBER)], () => {
    reach(
      { to: 'emergency' },
      { name: m.help_lines_emergency(), display: EMERGENCY_NUMBER, whatsapp: false }
    );
  });
  emergency.ariaLabel = m.help_call_emergency();
  strip.append(
    emergency,
    button('', [element('span', '', m.help_sudden())], () => (help.part = 'emergency'))
  );
  const first = help.view?.rungs[0];
  main?.replaceChildren(overline, heading, strip, ...(first ? [person(first)] : []));
}

function person(rung: RungView): HTMLElement {
  const letter = element('span', 'early-letter', nameInitial(rung.name));
  letter.ariaHidden = 'true';
  const words = element('span', '');
  words.append(element('strong', '', rung.name), element('span', '', rungWords(rung)));
  const phone = element('span', 'early-phone');
  phone.append(icon());
  const verb = element('span', 'sr-only', m.help_call_verb());
  return button('early-first', [verb, letter, words, phone], () => {
    const [number] = rung.numbers;
    if (number === undefined) return;
    const known = { name: rung.name, display: number.display, whatsapp: number.whatsapp };
    reach({ to: 'person', id: rung.id, number: 0 }, known);
  });
}

/** Hands a number to the system, and shows it where no system could be trusted to dial it. */
function reach(target: ContactTarget, known: Known): void {
  // One touch is one call, however often an impatient finger comes down; afterwards the next can be made.
  if (calling) return;
  calling = true;
  const contact = invoke<ContactView>('help_contact', {
    request: { target, channel: 'call', call_back: false }
  });
  help.reached = { target, known, contact };
  const show = (text: string): void => main?.append(element('p', 'early-number', text));
  void contact
    .then(
      (answer) => (dials && answer.handed_over) || show(answer.display),
      () => show(known.display)
    )
    .finally(() => (calling = false));
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The telephone of Help's button, again. */
function icon(): Node {
  return link?.querySelector('svg')?.cloneNode(true) ?? new Text();
}

function button(className: string, content: Node[], onclick: () => void): HTMLElement {
  const made = element('button', className);
  made.append(...content);
  made.addEventListener('click', onclick);
  return made;
}

link?.addEventListener('click', (event) => {
  event.preventDefault();
  open('ladder');
});

void invoke<HelpView>('help_view', { request: { skipped: [] } }).then((view) => {
  help.view = view;
  if (help.part !== undefined) draw();
});

void invoke<AppView>('app_view').then((app) => {
  const { language, theme, text_size } = app.appearance;
  dials = app.dials;
  overwriteGetLocale(() => language);
  page.lang = language;
  if (theme !== 'system') page.dataset.theme = theme;
  page.style.setProperty('font-size', `${text_size}%`);
  link?.querySelector('[data-name]')?.replaceChildren(m.help_title());
  if (help.part !== undefined) draw();
});

window.ukhwahEarly = help;
