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

const typed = (name: string): HTMLElement => screen.getByRole('textbox', { name });

test('usual minutes leave nothing to type, and neither does nothing at all', () => {
  minutes(10);
  minutes(null, { lead: true, none: 'Tak perlu' });
  expect(screen.getAllByRole('combobox')).toHaveLength(2);
  expect(screen.queryByRole('textbox')).toBeNull();
});

test.each([
  [-37, 'Berapa minit sebelum?', -45],
  [37, 'Berapa minit selepas?', 45]
])('other minutes, %i, can be typed on their side of the moment', async (value, name, expected) => {
  const { held, user } = minutes(value);
  const field = typed(name);
  expect(field).toHaveProperty('value', '37');
  await user.clear(field);
  await user.type(field, '45');
  expect(held()).toBe(expected);
});

test('a lead counts back from the moment', async () => {
  const { held, user } = minutes(37, { lead: true });
  expect(screen.queryByRole('option', { name: 'Minit lain, selepas' })).toBeNull();
  const field = typed('Berapa minit sebelum?');
  await user.clear(field);
  await user.type(field, '25');
  expect(held()).toBe(25);
});

test('minutes out of the range are named and not kept', async () => {
  const { held, user } = minutes(-37);
  const field = typed('Berapa minit sebelum?');
  for (const text of ['721', '0', 'lima']) {
    await user.clear(field);
    await user.type(field, text);
    expect(held()).toBeUndefined();
    expect(screen.getByText('Tulis nombor dari 1 hingga 720.')).toBeTruthy();
  }
});
