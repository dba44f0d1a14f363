import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import ReorderList from './ReorderList.svelte';
import type { Move } from './types';

interface Person {
  id: string;
  name: string;
}
const people: Person[] = [
  { id: '1', name: 'Rahim' },
  { id: '2', name: 'Zul' },
  { id: '3', name: 'Hadi' }
];

function setup(onmove: (move: Move) => void | Promise<void> = () => undefined) {
  const row = createRawSnippet((item: () => Person) => ({ render: () => `<span>${item().name}</span>` }));
  const props = {
    label: 'Tangga bantuan',
    items: people,
    idOf: (item: Person) => item.id,
    nameOf: (item: Person) => item.name,
    onmove,
    row
  };
  // A generic component loses its parameter in `render`; the props above are checked where they are made.
  render(ReorderList as never, props as never);
  return userEvent.setup();
}

const shown = (): string[] => screen.getAllByRole('listitem').map((row) => row.textContent?.trim() ?? '');
const handle = (name: string): HTMLElement => screen.getByRole('button', { name: `Alih ${name}` });
const said = (): string | null => screen.getByRole('status').textContent;

test('space, arrows and space move an item and report its new neighbours once', async () => {
  const onmove = vi.fn();
  const user = setup(onmove);
  handle('Rahim').focus();
  await user.keyboard(' ');
  expect(said()).toBe('Rahim sedia dialih. Tempat 1 daripada 3.');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(said()).toBe('Rahim di tempat 3 daripada 3.');
  expect(onmove).not.toHaveBeenCalled();
  await user.keyboard(' ');
  expect(shown()).toEqual(['Zul', 'Hadi', 'Rahim']);
  expect(onmove.mock.calls).toEqual([[{ id: '1', beforeId: '3', afterId: null }]]);
});

test('the focus stays on the handle of the item that moves', async () => {
  const user = setup();
  handle('Zul').focus();
  await user.keyboard(' {ArrowUp}');
  expect(document.activeElement).toBe(handle('Zul'));
});

test('escape puts the item back and keeps nothing', async () => {
  const onmove = vi.fn();
  const user = setup(onmove);
  handle('Hadi').focus();
  await user.keyboard(' {ArrowUp}{Escape}');
  expect(shown()).toEqual(['Rahim', 'Zul', 'Hadi']);
  expect(said()).toBe('Dibatalkan. Hadi balik ke tempat 3.');
  expect(onmove).not.toHaveBeenCalled();
});

test('arrows do nothing before the item is lifted, and stop at the ends', async () => {
  const onmove = vi.fn();
  const user = setup(onmove);
  handle('Rahim').focus();
  await user.keyboard('{ArrowDown}');
  expect(shown()).toEqual(['Rahim', 'Zul', 'Hadi']);
  await user.keyboard(' {ArrowUp} ');
  expect(shown()).toEqual(['Rahim', 'Zul', 'Hadi']);
  expect(onmove).not.toHaveBeenCalled();
});

test('a touch opens buttons that move without drawing, and leaving the row keeps the move', async () => {
  const onmove = vi.fn();
  const user = setup(onmove);
  await user.click(handle('Rahim'));
  await user.click(screen.getByRole('button', { name: 'Turunkan Rahim' }));
  expect(shown()[1]).toContain('Rahim');
  await user.click(handle('Hadi'));
  expect(onmove.mock.calls).toEqual([[{ id: '1', beforeId: '2', afterId: '3' }]]);
});

test('a move that cannot be kept shows the old order again and says so', async () => {
  const user = setup(() => Promise.reject(new Error('disk full')));
  handle('Rahim').focus();
  await user.keyboard(' {ArrowDown} ');
  await vi.waitFor(() => expect(shown()).toEqual(['Rahim', 'Zul', 'Hadi']));
  expect(said()).toBe('Susunan tidak dapat disimpan. Susunan asal dikembalikan.');
});
