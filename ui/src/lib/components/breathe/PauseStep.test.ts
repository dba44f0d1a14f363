import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { m } from '$lib/i18n';
import PauseStep from './PauseStep.svelte';

/** What the system says of movement. */
function system(reducesMotion: boolean): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    ...{ matches: reducesMotion && query.includes('reduce'), media: query },
    ...{ addEventListener: vi.fn(), removeEventListener: vi.fn() }
  }));
}

test('without religious content there is no zikir, whatever the pause begins with', () => {
  system(false);
  render(PauseStep, { religion: false, begin: 'zikir' });
  expect(screen.queryByRole('radio', { name: m.putdown_way_zikir() })).toBeNull();
  expect(screen.getByRole('radio', { name: m.putdown_way_breathe() })).toHaveProperty('checked', true);
  expect(screen.queryByText(m.breathe_zikir_subhanallah())).toBeNull();
});

test('a zikir pause sets its pace in words alone where nothing may move, and can be still instead', async () => {
  system(true);
  const { container } = render(PauseStep, { religion: true, begin: 'zikir' });
  screen.getByText(m.breathe_zikir_subhanallah());
  screen.getByText(m.breathe_in());
  expect(container.querySelector('.ring')).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: m.putdown_way_still() }));
  screen.getByText(m.putdown_still_text());
  expect(screen.queryByText(m.breathe_zikir_subhanallah())).toBeNull();
});
