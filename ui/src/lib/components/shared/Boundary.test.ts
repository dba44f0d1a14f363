import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import Boundary from './Boundary.svelte';
import Failed from './Failed.svelte';

let broken = true;
const page = createRawSnippet(() => ({
  render: () => {
    if (broken) throw new Error('a mistake of the program');
    return '<p>halaman</p>';
  }
}));
const failed = createRawSnippet<[() => void]>((retry) => ({
  render: () => '<button type="button">lagi</button>',
  setup: (button) => button.addEventListener('click', () => retry()())
}));

beforeEach(() => {
  broken = true;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

test('a page that throws gives way to a sentence, and can be tried again', async () => {
  const user = userEvent.setup();
  render(Boundary, { at: '/plan', children: page, failed });
  expect(screen.queryByText('halaman')).toBeNull();
  expect(console.error).toHaveBeenCalledOnce();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'lagi' }));
  expect(screen.getByText('halaman')).toBeTruthy();
});

test('another page is shown after one that threw', async () => {
  const { rerender } = render(Boundary, { at: '/plan', children: page, failed });
  broken = false;
  await rerender({ at: '/today' });
  expect(screen.getByText('halaman')).toBeTruthy();
});

test('the sentence says that nothing is lost and leads on', async () => {
  const user = userEvent.setup();
  const onretry = vi.fn();
  render(Failed, { onretry });
  expect(screen.getByText(/Data anda selamat/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Balik ke Hari Ini' }).getAttribute('href')).toBe('/');
  await user.click(screen.getByRole('button', { name: 'Cuba lagi' }));
  expect(onretry).toHaveBeenCalledOnce();
});
