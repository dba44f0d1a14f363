import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { takeEarly } from '$lib/early';
import { m } from '$lib/i18n';
import type { ContactView, HelpView, RungView } from '$lib/ipc';

const RAHIM = {
  id: 'rahim',
  name: 'Abang Rahim',
  role: 'senior',
  role_words: null,
  standing: 'on_duty',
  hours_words: 'hingga 11:00 malam',
  numbers: [{ display: '+1 202-555-0101', whatsapp: true, sms: true }],
  skipped: false
} as unknown as RungView;
const LADDER = { rungs: [RAHIM], lines: [], items: [], numberless: [] } as unknown as HelpView;
const LOOK = { dials: true, appearance: { language: 'en', theme: 'dark', text_size: 130 } };

const invoke = vi.fn<(name: string, args?: unknown) => Promise<unknown>>();

function answers(contact: Partial<ContactView>): void {
  invoke.mockImplementation((name) => {
    if (name === 'help_view') return Promise.resolve(LADDER);
    return Promise.resolve(name === 'app_view' ? LOOK : contact);
  });
}

/** The page as it is loaded, with its script run, and the core's first answers taken. */
async function open(): Promise<void> {
  const [, body = ''] = /<body>([^]*)<\/body>/.exec(readFileSync('src/app.html', 'utf8')) ?? [];
  document.body.innerHTML = body.replace(/<script.*<\/script>/, '');
  await import('./help');
  await vi.waitFor(() => expect(document.documentElement.lang).toBe('en'));
}

function press(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector);
  expect(found, selector).not.toBeNull();
  found?.click();
}

function shown(): string {
  return document.querySelector('[data-early] main')?.textContent ?? '';
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('__TAURI_INTERNALS__', { invoke });
  invoke.mockClear();
  answers({ display: '+1 202-555-0101', handed_over: true });
});

describe('Help before the interface', () => {
  it('says in the page itself what the catalogue says', () => {
    expect(readFileSync('src/app.html', 'utf8')).toContain(
      `<span data-name>${m.help_title({}, { locale: 'ms' })}<`
    );
  });

  it('has the language, the colours and the size of text that were chosen', async () => {
    await open();
    expect(document.querySelector('[data-name]')?.textContent).toBe(m.help_title({}, { locale: 'en' }));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(document.documentElement.style.fontSize).toBe('130%');
  });

  it('shows 999 and the first person at the first touch, and calls at the second, once', async () => {
    await open();
    press('[data-help]');
    expect(shown()).toContain('999');
    expect(shown()).toContain('Abang Rahim');
    press('.early-first');
    press('.early-first');
    const request = { target: { to: 'person', id: 'rahim', number: 0 }, channel: 'call', call_back: false };
    expect(invoke.mock.calls.filter(([name]) => name === 'help_contact')).toEqual([
      ['help_contact', { request }]
    ]);
    const early = takeEarly();
    expect([early.part, early.view, early.reached?.known.name]).toEqual(['ladder', LADDER, 'Abang Rahim']);
    expect(document.querySelector('[data-early]')).toBeNull();
  });

  it('shows the number where nobody dialled it', async () => {
    answers({ display: '999', handed_over: false });
    await open();
    press('[data-help]');
    press('.early-strip button');
    await vi.waitFor(() => expect(document.querySelector('.early-number')?.textContent).toBe('999'));
  });

  it('calls 999 too, once the call before it was handed over', async () => {
    await open();
    press('[data-help]');
    press('.early-first');
    await vi.waitFor(() => {
      press('.early-strip button');
      expect(invoke).toHaveBeenCalledWith(
        'help_contact',
        expect.objectContaining({
          request: expect.objectContaining({ target: { to: 'emergency' } }) as unknown
        })
      );
    });
  });

  it('leaves the steps for someone who does not wake up to the interface', async () => {
    await open();
    press('[data-help]');
    press('.early-strip button:last-child');
    expect(takeEarly().part).toBe('emergency');
  });
});
