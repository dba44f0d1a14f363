import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppView, ContactRequest, HelpRequest, HelpView, PersonId, RungView } from '$lib/ipc';

const core = vi.hoisted(() => ({
  helpView: vi.fn(),
  helpContact: vi.fn(),
  helpAnswer: vi.fn(),
  appView: vi.fn()
}));
vi.mock('$lib/ipc', () => ({ core, on: () => () => undefined, Refusal: class extends Error {} }));

const { default: HelpScreen } = await import('./HelpScreen.svelte');
const { default: HelpPlain } = await import('./HelpPlain.svelte');
const { ladder } = await import('./ladder.svelte');
// As the app has them once Help was painted: loading them takes longer than a test waits.
await import('./dialogs');
const { app } = await import('$lib/state/app.svelte');

const rung = (name: string, skipped = false): RungView => ({
  id: name,
  name,
  role: 'senior',
  role_words: null,
  standing: 'any_time',
  hours_words: null,
  numbers: [{ display: `number of ${name}`, whatsapp: true, sms: true }],
  skipped
});
const PEOPLE = ['Rahim', 'Zul', 'Siti'];
let asked: PersonId | null = null;

/** The core's own rule: those who were tried come last. */
function helpView({ skipped }: HelpRequest): HelpView {
  const fresh = PEOPLE.filter((name) => !skipped.includes(name)).map((name) => rung(name));
  return {
    rungs: [...fresh, ...skipped.map((name) => rung(name, true))],
    numberless: [],
    lines: [
      {
        target: { line: 'builtin', code: 'befrienders_kl' },
        name: 'Befrienders KL',
        reach: { display: '03-7627 2929', whatsapp: false, sms: false },
        hours_words: '24 jam',
        cost_words: null,
        checked_words: null,
        open: true
      }
    ],
    items: [],
    religion: false,
    builtin_only: false,
    asked: asked === null ? null : { person: asked, name: asked }
  };
}

const view = (dials: boolean): AppView => ({
  stage: { at: 'open', welcomed: true },
  appearance: { language: 'ms', theme: 'system', text_size: 100 },
  demo: false,
  dials,
  religion: false
});

const props = { onclose: vi.fn(), onpart: vi.fn(), onhide: vi.fn() };

beforeEach(() => {
  vi.clearAllMocks();
  asked = null;
  core.helpView.mockImplementation((request: HelpRequest) => Promise.resolve(helpView(request)));
  core.helpContact.mockImplementation(({ target, channel }: ContactRequest) => {
    if (target.to === 'person' && channel !== 'sms') asked = target.id;
    const name = target.to === 'person' ? target.id : '999';
    return Promise.resolve({ name, display: `number of ${name}`, copy: '+60', qr: null, handed_over: true });
  });
  core.helpAnswer.mockImplementation(() => {
    asked = null;
    return Promise.resolve(null);
  });
  ladder.view = null;
  ladder.skipped = [];
  ladder.answered = null;
  ladder.shown = null;
  ladder.unopened = null;
  app.take(view(true));
});

const firstCall = (): HTMLElement | null => document.querySelector('[data-first-call]');

test('no answer shows the next person, then the next, then the lines that are open', async () => {
  const user = userEvent.setup();
  render(HelpScreen, props);
  for (const [place, name] of PEOPLE.entries()) {
    await waitFor(() => expect(firstCall()?.textContent).toContain(name));
    await user.click(firstCall() as HTMLElement);
    expect(core.helpContact).toHaveBeenLastCalledWith({
      target: { to: 'person', id: name, number: 0 },
      channel: 'call',
      call_back: false
    });
    await screen.findByText(`Dapat cakap dengan ${name}?`);
    await user.click(screen.getByRole('button', { name: 'Tak dapat' }));
    expect(core.helpAnswer).toHaveBeenLastCalledWith({ person: name, reached: false });
    expect(ladder.skipped).toEqual(PEOPLE.slice(0, place + 1));
  }
  await waitFor(() => expect(firstCall()).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Befrienders KL'));
});

test('after no answer the next person has the focus and "call me back" is offered', async () => {
  const user = userEvent.setup();
  render(HelpScreen, props);
  await waitFor(() => expect(firstCall()).not.toBeNull());
  await user.click(firstCall() as HTMLElement);
  await user.click(await screen.findByRole('button', { name: 'Tak dapat' }));
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Zul'));
  const strip = within(screen.getByTestId('asked'));
  expect(strip.getByRole('button', { name: /Tolong call balik/ })).toBeTruthy();
  expect(screen.getByText('sudah cuba')).toBeTruthy();
});

test('"I did" is noted and nobody counts as tried any more', async () => {
  const user = userEvent.setup();
  ladder.skipped = ['Rahim'];
  asked = 'Zul';
  render(HelpScreen, props);
  await user.click(await screen.findByRole('button', { name: 'Ya' }));
  expect(core.helpAnswer).toHaveBeenCalledWith({ person: 'Zul', reached: true });
  await waitFor(() => expect(firstCall()?.textContent).toContain('Rahim'));
});

test('the question can be waved away and blocks nothing', async () => {
  const user = userEvent.setup();
  asked = 'Rahim';
  render(HelpScreen, props);
  const strip = within(await screen.findByTestId('asked'));
  await user.click(await strip.findByRole('button', { name: 'Tutup' }));
  expect(core.helpAnswer).toHaveBeenCalledWith({ person: 'Rahim', reached: null });
  expect(ladder.skipped).toEqual([]);
  expect(firstCall()?.textContent).toContain('Rahim');
});

test('a chat that did not open is told with the number, and only then comes the question', async () => {
  const user = userEvent.setup();
  core.helpContact.mockImplementation(() => {
    asked = 'Rahim';
    const display = 'number of Rahim';
    return Promise.resolve({ name: 'Rahim', display, copy: '+60', qr: null, handed_over: false });
  });
  render(HelpScreen, props);
  await user.click(await screen.findByRole('button', { name: 'WhatsApp Rahim' }));
  const strip = within(await screen.findByTestId('asked'));
  await strip.findByText(/number of Rahim/);
  await user.click(strip.getByRole('button', { name: 'Tutup' }));
  expect(core.helpAnswer).not.toHaveBeenCalled();
  await strip.findByText('Dapat cakap dengan Rahim?');
  expect(strip.getByRole('button', { name: 'Ya' })).toBeTruthy();
});

test('999 calls at once, before the ladder has answered', async () => {
  const user = userEvent.setup();
  core.helpView.mockReturnValue(new Promise(() => undefined));
  render(HelpScreen, props);
  await user.click(screen.getByRole('button', { name: 'Telefon 999' }));
  expect(core.helpContact).toHaveBeenCalledWith({
    target: { to: 'emergency' },
    channel: 'call',
    call_back: false
  });
});

test('where nothing dials, the number is there to read before the core answers, and if it refuses', async () => {
  const user = userEvent.setup();
  app.take(view(false));
  core.helpContact.mockRejectedValue(new Error('refused'));
  render(HelpScreen, props);
  await waitFor(() => expect(firstCall()).not.toBeNull());
  await user.click(firstCall() as HTMLElement);
  expect((await screen.findByTestId('number')).textContent).toBe('number of Rahim');
});

test('"call me back" goes from person to person, each by a message of their own', async () => {
  const user = userEvent.setup();
  render(HelpScreen, props);
  await user.click(await screen.findByRole('button', { name: /Tolong call balik/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'SMS Rahim' }));
  expect(core.helpContact).toHaveBeenLastCalledWith({
    target: { to: 'person', id: 'Rahim', number: 0 },
    channel: 'sms',
    call_back: true
  });
  await user.click(await dialog.findByRole('button', { name: 'Langkau Zul' }));
  await user.click(await dialog.findByRole('button', { name: 'WhatsApp Siti' }));
  await dialog.findByText(/Itu sahaja orangnya/);
  expect(core.helpContact).toHaveBeenCalledTimes(2);
});

test('two lines of the same name stand side by side', async () => {
  const { lines, ...rest } = helpView({ skipped: [] });
  const own = { ...lines[0], target: { line: 'own' as const, id: 'own-line' } };
  core.helpView.mockResolvedValue({ ...rest, lines: [...lines, own] });
  render(HelpScreen, { onclose: () => undefined, onpart: () => undefined, onhide: () => undefined });
  expect(await screen.findAllByText('Befrienders KL')).toHaveLength(2);
});

test('after the people come the lines that answer now, then 999, and only below the own things those that do not', async () => {
  const { lines, ...rest } = helpView({ skipped: [] });
  const line = (code: string, name: string, open: boolean) =>
    ({ ...lines[0], target: { line: 'builtin', code }, name, open }) as (typeof lines)[number];
  const all = [line('befrienders_kl', 'Befrienders KL', true), line('emergency', '999', true)];
  core.helpView.mockResolvedValue({
    ...rest,
    lines: [...all, line('heal', 'HEAL', false)],
    items: [{ kind: 'reason', text: 'Anak saya' }]
  });
  const { container } = render(HelpScreen, props);
  await screen.findByText('HEAL');
  const text = container.textContent;
  const order = ['Siti', 'Befrienders KL', 'Kecemasan', 'Tarik nafas', 'Anak saya', 'HEAL'];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a message that was opened is told with the number that it went to', async () => {
  const user = userEvent.setup();
  const { rungs, ...rest } = helpView({ skipped: [] });
  const numbers = [
    { display: 'house', whatsapp: false, sms: false },
    { display: 'mobile', whatsapp: true, sms: true }
  ];
  core.helpView.mockResolvedValue({ ...rest, rungs: rungs.map((one) => ({ ...one, numbers })) });
  render(HelpScreen, props);
  await user.click(await screen.findByRole('button', { name: /Tolong call balik/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'SMS Rahim' }));
  expect(core.helpContact).toHaveBeenLastCalledWith({
    target: { to: 'person', id: 'Rahim', number: 1 },
    channel: 'sms',
    call_back: true
  });
  await dialog.findByText('Kalau tak terbuka: mobile');
  expect(dialog.queryByText(/house/)).toBeNull();
});

const calling = (target: ContactRequest['target']): ContactRequest => ({
  target,
  channel: 'call',
  call_back: false
});

test('where Help cannot be drawn, 999 and whoever is known are there to call all the same', async () => {
  const user = userEvent.setup();
  ladder.view = helpView({ skipped: [] });
  const onretry = vi.fn();
  render(HelpPlain, { onclose: props.onclose, onretry });
  await user.click(screen.getByRole('button', { name: /999/ }));
  expect(core.helpContact).toHaveBeenLastCalledWith(calling({ to: 'emergency' }));
  await user.click(screen.getByRole('button', { name: 'Telefon Rahim, number of Rahim' }));
  expect(core.helpContact).toHaveBeenLastCalledWith(calling({ to: 'person', id: 'Rahim', number: 0 }));
  screen.getByRole('button', { name: 'Telefon Befrienders KL, 03-7627 2929' });

  cleanup();
  ladder.view = { ...helpView({ skipped: [] }), rungs: null } as unknown as HelpView;
  render(HelpPlain, { onclose: props.onclose, onretry });
  screen.getByRole('button', { name: 'Telefon Befrienders KL, 03-7627 2929' });
  ladder.view = {} as HelpView;
  cleanup();
  render(HelpPlain, { onclose: props.onclose, onretry });
  expect(screen.getByRole('button', { name: /999/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Cuba lagi' }));
  expect(onretry).toHaveBeenCalledOnce();
});
