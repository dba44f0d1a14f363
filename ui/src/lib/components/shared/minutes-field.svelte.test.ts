import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import MinutesField from './MinutesField.svelte';

/** A field of minutes that is asked what it holds. */
function minutes(value: number | null | undefined, more: { lead?: boolean; none?: string } = {}) {
  let held = $state(value);
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
