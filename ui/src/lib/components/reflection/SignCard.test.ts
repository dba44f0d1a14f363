import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { m } from '$lib/i18n';
import type { SignView } from '$lib/ipc';
import SignCard from './SignCard.svelte';

const sign: SignView = {
  ...{ date: '2026-11-20', question: 'craving', since_words: 'Rabu', days: 3, days_words: '18, 19, 20 Nov' }
};
const card = { situation: 'lepas gaji', response: 'terus balik' };

test('a sign says what, since when and on which days, and leads to a person and a card', async () => {
  const [ontalk, onread] = [vi.fn(), vi.fn()];
  render(SignCard, { sign, name: 'Abang Rahim', card, ontalk, onread });
  screen.getByText(m.reflection_sign_craving({ since: 'Rabu' }));
  screen.getByText(m.reflection_sign_rests({ days: 3, which: '18, 19, 20 Nov' }));
  await userEvent.click(
    screen.getByRole('button', { name: m.reflection_sign_talk({ name: 'Abang Rahim' }) })
  );
  expect(ontalk).toHaveBeenCalledOnce();
  expect(screen.getByRole('link', { name: /lepas gaji/ }).getAttribute('href')).toBe('/plan');
  await userEvent.click(screen.getByRole('button', { name: m.reflection_sign_read() }));
  expect(onread).toHaveBeenCalledOnce();
});

test('without a person and a card there is still a way to both', () => {
  render(SignCard, { sign, name: undefined, card: null, ontalk: vi.fn(), onread: vi.fn() });
  const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(hrefs).toEqual(['/people', '/plan/match']);
});
