import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
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
