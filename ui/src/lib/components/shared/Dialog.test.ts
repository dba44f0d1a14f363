import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import ConfirmDialog from './ConfirmDialog.svelte';
import Dialog from './Dialog.svelte';

const field = createRawSnippet(() => ({ render: () => '<div><input aria-label="Nama" /></div>' }));
const eagerField = createRawSnippet(() => ({
  render: () => '<div><input aria-label="Nama" data-autofocus /></div>'
}));

test('the dialog takes the focus, is named by its title and described', async () => {
  render(Dialog, { open: true, title: 'Tambah orang', description: 'Siapa dia?', children: field });
  const dialog = await screen.findByRole('dialog', { name: 'Tambah orang' });
  await waitFor(() => expect(document.activeElement).toBe(dialog));
  const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
  expect(description?.textContent).toBe('Siapa dia?');
});

test('a field that asks for the focus gets it', async () => {
  render(Dialog, { open: true, title: 'Tambah orang', children: eagerField });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Nama' })));
});

test('tab stays inside, escape closes and gives the focus back', async () => {
  const user = userEvent.setup();
  const opener = document.createElement('button');
  document.body.append(opener);
  opener.focus();
  const onclose = vi.fn();
  render(Dialog, { open: true, title: 'Tambah orang', children: field, onclose });
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(document.activeElement).toBe(dialog));
  for (let press = 0; press < 4; press++) {
    await user.tab();
    expect(dialog.contains(document.activeElement)).toBe(true);
  }
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(onclose).toHaveBeenCalledOnce();
  await waitFor(() => expect(document.activeElement).toBe(opener));
  opener.remove();
});

test('a press beside the dialog closes it, one on a message does not', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const message = document.createElement('div');
  message.dataset.toasts = '';
  document.body.append(message);
  const onclose = vi.fn();
  render(Dialog, { open: true, title: 'Tambah orang', children: field, onclose });
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(document.activeElement).toBe(dialog));
  // The dialog has no size here: a press beside it needs a place.
  const press = (target: Element): Promise<void> =>
    user.pointer({ keys: '[MouseLeft]', target, coords: { clientX: 99, clientY: 99 } });
  await press(message);
  // Each press settles the one before it.
  await user.click(screen.getByRole('textbox', { name: 'Nama' }));
  expect(onclose).not.toHaveBeenCalled();
  await press(document.body);
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  message.remove();
});

test('a confirmation starts at the way out and reports exactly one answer', async () => {
  const user = userEvent.setup();
  const onconfirm = vi.fn();
  const oncancel = vi.fn();
  render(ConfirmDialog, {
    open: true,
    title: 'Buang Zul?',
    description: 'Boleh dipulihkan dalam 30 hari.',
    confirmLabel: 'Buang',
    removes: true,
    onconfirm,
    oncancel
  });
  await screen.findByRole('alertdialog', { name: 'Buang Zul?' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Batal' })));
  await user.click(screen.getByRole('button', { name: 'Buang' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(onconfirm).toHaveBeenCalledOnce();
  expect(oncancel).not.toHaveBeenCalled();
});

test('escape is an answer of no', async () => {
  const user = userEvent.setup();
  const oncancel = vi.fn();
  render(ConfirmDialog, {
    open: true,
    title: 'Buang Zul?',
    description: 'Boleh dipulihkan.',
    confirmLabel: 'Buang',
    onconfirm: () => undefined,
    oncancel
  });
  await screen.findByRole('alertdialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(oncancel).toHaveBeenCalledOnce());
});
