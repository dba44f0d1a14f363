import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import MinutesField from './MinutesField.svelte';
import TextArea from './TextArea.svelte';
import TextField from './TextField.svelte';

test('a field is named by its label and described by hint and error', () => {
  render(TextField, { label: 'Nombor', hint: 'Contoh: 012-345 6789', error: 'Nombor ini tak lengkap.' });
  const input = screen.getByRole('textbox', { name: 'Nombor' });
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(described).toEqual(['Contoh: 012-345 6789', 'Nombor ini tak lengkap.']);
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('a secret can be shown and hidden again', async () => {
  const user = userEvent.setup();
  render(TextField, { label: 'Kunci', type: 'password', value: 'rahsia' });
  const input = screen.getByLabelText('Kunci');
  expect(input.getAttribute('type')).toBe('password');
  await user.click(screen.getByRole('button', { name: 'Tunjuk apa yang ditaip' }));
  expect(input.getAttribute('type')).toBe('text');
  expect(input).toHaveProperty('value', 'rahsia');
});

test('the counter appears near the limit, and what is too long is kept and named', async () => {
  const user = userEvent.setup();
  render(TextArea, { label: 'Nota', limit: 100 });
  const area = screen.getByRole('textbox', { name: 'Nota' });
  const counter = (): string | undefined => screen.getByRole('status').textContent?.trim();
  await user.click(area);
  await user.paste('a'.repeat(70));
  expect(counter()).toBe('');
  await user.paste('a'.repeat(20));
  expect(counter()).toBe('Boleh tulis 10 huruf lagi');
  await user.paste('🙂'.repeat(15));
  expect(counter()).toBe('Terlebih 5 huruf');
  expect((area as HTMLTextAreaElement).value).toContain('🙂'.repeat(15));
  expect(area.getAttribute('aria-invalid')).toBe('true');
});

/** A field of minutes that is asked what it holds. */
function minutes(value: number | null | undefined, more: { lead?: boolean; none?: string } = {}) {
  let held = value;
  render(MinutesField, {
    ...{
      label: 'Bila?',
      offered: [-10, 0, 10],
      nameOf: (count: number) => `${count} minit`,
      most: 720,
      ...more
    },
    get value() {
      return held;
    },
    set value(now) {
      held = now;
    }
  });
  return { held: () => held, user: userEvent.setup() };
}

test('any minutes can be typed beside the usual ones, before and after', async () => {
  const { held, user } = minutes(10);
  const choices = screen.getByRole('combobox', { name: 'Bila?' });
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.selectOptions(choices, 'Minit lain, sebelum');
  expect(held()).toBe(-10);
  const before = screen.getByRole('textbox', { name: 'Berapa minit sebelum?' });
  await user.clear(before);
  await user.type(before, '37');
  expect(held()).toBe(-37);
  await user.selectOptions(choices, 'Minit lain, selepas');
  expect(held()).toBe(37);
  await user.selectOptions(choices, '0 minit');
  expect(held()).toBe(0);
});

test('minutes out of the range are named and not kept', async () => {
  const { held, user } = minutes(-37);
  const field = screen.getByRole('textbox', { name: 'Berapa minit sebelum?' });
  expect(field).toHaveProperty('value', '37');
  for (const typed of ['721', '0', 'lima']) {
    await user.clear(field);
    await user.type(field, typed);
    expect(held()).toBeUndefined();
    expect(screen.getByText('Tulis nombor dari 1 hingga 720.')).toBeTruthy();
  }
});

test('a lead counts back from the moment, and may be nothing at all', async () => {
  const { held, user } = minutes(37, { lead: true, none: 'Tak perlu' });
  const choices = screen.getByRole('combobox', { name: 'Bila?' });
  expect(screen.queryByRole('option', { name: 'Minit lain, selepas' })).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Berapa minit sebelum?' })).toHaveProperty('value', '37');
  await user.selectOptions(choices, 'Tak perlu');
  expect(held()).toBeNull();
  await user.selectOptions(choices, 'Minit lain, sebelum');
  expect(held()).toBe(37);
});
