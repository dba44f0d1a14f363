import Route from '@lucide/svelte/icons/route';
import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import AppFrame from './AppFrame.svelte';
import type { NavItem } from './types';

const children = createRawSnippet(() => ({ render: () => '<button>isi</button>' }));
const items: NavItem[] = [
  { href: '/', label: 'Hari Ini', icon: Route, bar: true },
  { href: '/plan', label: 'Pelan', icon: Route, bar: true },
  { href: '/people', label: 'Ukhwah', icon: Route, bar: true },
  { href: '/path', label: 'Perjalanan', icon: Route },
  { href: '/settings', label: 'Tetapan', icon: Route, bar: true }
];
const base = { path: '/', helpHref: '/help', items, children };

test('the first press of Tab reaches Help, then comes the way to the content, the sections and the content', async () => {
  const user = userEvent.setup();
  render(AppFrame, base);
  const order: (string | null | undefined)[] = [];
  for (let press = 0; press < 8; press++) {
    await user.tab();
    order.push(document.activeElement?.textContent?.trim());
  }
  expect(order).toEqual([
    'Bantuan',
    'Terus ke isi',
    'Hari Ini',
    'Pelan',
    'Ukhwah',
    'Perjalanan',
    'Tetapan',
    'isi'
  ]);
});

test('the bare frame has Help and nothing else to press', () => {
  render(AppFrame, { ...base, variant: 'bare' });
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/help']);
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('the open section is marked, for a page inside it too, and Today only for itself', async () => {
  const { rerender } = render(AppFrame, { ...base, path: '/people/42' });
  const current = (): string[] =>
    screen
      .getAllByRole('link')
      .filter((link) => link.getAttribute('aria-current') === 'page')
      .map((link) => link.textContent?.trim() ?? '');
  expect(current()).toEqual(['Ukhwah']);
  await rerender({ path: '/' });
  expect(current()).toEqual(['Hari Ini']);
  await rerender({ path: '/help' });
  expect(current()).toEqual(['Bantuan']);
});

test('who is on duty stands on the Help block', () => {
  render(AppFrame, { ...base, helpSub: 'Abang Rahim bertugas' });
  expect(screen.getByRole('link', { name: /Bantuan\s+Abang Rahim bertugas/ })).toBeTruthy();
});

test('F1 opens Help', async () => {
  render(AppFrame, base);
  const pressed = vi.fn((event: Event) => event.preventDefault());
  screen.getByRole('link', { name: 'Bantuan' }).addEventListener('click', pressed);
  await fireEvent.keyDown(window, { key: 'F1' });
  expect(pressed).toHaveBeenCalledOnce();
});

/** A key press whose time is set, since `timeStamp` is otherwise the real clock. */
function escapeAt(ms: number): void {
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: ms });
  document.body.dispatchEvent(event);
}

test('Esc twice within a second hides, once or slowly does not', () => {
  const onquickhide = vi.fn();
  render(AppFrame, { ...base, onquickhide });
  escapeAt(1000);
  escapeAt(2500);
  expect(onquickhide).not.toHaveBeenCalled();
  escapeAt(3200);
  expect(onquickhide).toHaveBeenCalledOnce();
  escapeAt(3300);
  expect(onquickhide).toHaveBeenCalledOnce();
});

test('a part that keeps Esc for itself does not stop the quick hide', () => {
  const onquickhide = vi.fn();
  render(AppFrame, { ...base, onquickhide });
  const greedy = (event: Event): void => event.stopImmediatePropagation();
  document.body.addEventListener('keydown', greedy, true);
  escapeAt(1000);
  escapeAt(1400);
  document.body.removeEventListener('keydown', greedy, true);
  expect(onquickhide).toHaveBeenCalledOnce();
});
