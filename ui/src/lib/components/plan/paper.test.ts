import { expect, test } from 'vitest';
import type { PlanView } from '$lib/ipc';
import { nothing, requestOf } from './paper';

const side = { code: null, text: '' };
const card = (id: string): PlanView['cards'][number] => ({
  id,
  seen: '',
  situation: side,
  response: side,
  on_lock_screen: false,
  rehearsed_words: null
});
const VIEW: PlanView = {
  items: [],
  cards: [card('a'), card('b')],
  places: [],
  goals: [],
  rehearsal: [],
  rehearsed_words: null,
  versions: 0,
  too_long: false,
  removed: []
};

test('nothing is on the paper until it is ticked', () => {
  expect(requestOf('viewer', 'a4_page', nothing(), VIEW)).toEqual({
    to: 'viewer',
    paper: 'a4_page',
    cards: [],
    parts: [],
    places: false,
    goals: false,
    people: []
  });
});

test('what was ticked and cleared again, or is gone from the plan, is left out', () => {
  const picked = {
    ...nothing(),
    parts: { reason: true, alone: false },
    cards: { a: false, b: true, gone: true },
    people: { zul: true, rahim: false }
  };
  const request = requestOf('viewer', 'a4_page', picked, VIEW);
  expect(request.parts).toEqual(['reason']);
  expect(request.cards).toEqual(['b']);
  expect(request.people).toEqual(['zul']);
});

test('cards never carry what was ticked for the whole sheet', () => {
  const picked = {
    ...nothing(),
    parts: { reason: true },
    cards: { a: true },
    people: { zul: true },
    places: true
  };
  expect(requestOf('viewer', 'a6_cards', picked, VIEW)).toEqual({
    to: 'viewer',
    paper: 'a6_cards',
    cards: ['a'],
    parts: [],
    places: false,
    goals: false,
    people: []
  });
});
