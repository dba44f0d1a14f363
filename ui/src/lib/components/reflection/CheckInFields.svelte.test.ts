import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { m } from '$lib/i18n';
import { CheckInDraft } from '$lib/state/checkin-draft.svelte';
import CheckInFields from './CheckInFields.svelte';

const group = (name: string): HTMLElement => screen.getByRole('group', { name });
const answer = (question: string, name: string): HTMLElement => {
  const found = [...group(question).querySelectorAll('label')].find(
    (label) => label.textContent.trim() === name
  );
  if (found === undefined) throw new Error(`${question} has no answer ${name}`);
  return found;
};

test('two questions stand alone until one of them is touched', async () => {
  render(CheckInFields, { draft: new CheckInDraft(), onsave: vi.fn() });
  expect(screen.getAllByRole('group')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: m.action_save() })).toBeNull();
  await userEvent.click(answer(m.reflection_burden(), m.reflection_burden_client()));
  expect(screen.getAllByRole('group')).toHaveLength(5);
  expect(screen.getByRole('button', { name: m.action_save() })).toBeTruthy();
});

test('every question is answered and kept in nine touches, the first way here being the tenth', async () => {
  const draft = new CheckInDraft();
  const onsave = vi.fn();
  render(CheckInFields, { draft, onsave });
  const user = userEvent.setup();
  let touches = 0;
  const touch = async (element: HTMLElement): Promise<void> => {
    touches += 1;
    await user.click(element);
  };
  await touch(answer(m.reflection_heaviness(), '4'));
  await touch(answer(m.reflection_burden(), m.reflection_burden_both()));
  await touch(answer(m.reflection_craving(), '2'));
  await touch(answer(m.reflection_energy(), '1'));
  for (const name of [
    m.reflection_hungry(),
    m.reflection_angry(),
    m.reflection_lonely(),
    m.reflection_tired()
  ]) {
    await touch(screen.getByRole('button', { name }));
  }
  await touch(screen.getByRole('button', { name: m.action_save() }));
  expect(onsave).toHaveBeenCalledOnce();
  expect(touches).toBe(9);
  expect(draft.request().answers).toEqual({
    ...{ heaviness: 4, craving: 2, energy: 1, burden: 'both', note: null },
    ...{ hungry: true, angry: true, lonely: true, tired: true }
  });
});

test('a second press takes an answer back', async () => {
  const draft = new CheckInDraft();
  render(CheckInFields, { draft, onsave: vi.fn() });
  await userEvent.click(answer(m.reflection_heaviness(), '4'));
  await userEvent.click(answer(m.reflection_heaviness(), '3'));
  expect(draft.levels.heaviness).toBe('3');
  await userEvent.click(answer(m.reflection_heaviness(), '3'));
  expect(draft.levels.heaviness).toBeUndefined();
  expect(group(m.reflection_heaviness()).querySelector(':checked')).toBeNull();
});
