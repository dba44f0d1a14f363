import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person, stageIs } from './lib/core.mjs';
import { filesBelow } from './lib/files.mjs';
import { openHelp } from './lib/help.mjs';
import { eventually } from './lib/process.mjs';
import { LANGUAGES, PATHS, visit } from './lib/screens.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

// No word of these is in any text of the app.
const KNOWN = {
  name: 'Zubaidahkassim',
  ladder: 'Halimatunnor',
  note: 'kelabumerpati',
  words: 'sepupulangkawi',
  reason: 'rindukampunghalaman',
  situation: 'jalankepasarmalam',
  response: 'duduktepitasik',
  place: 'Warungbawahjambatan',
  placeNote: 'bukasampaisubuhhari',
  goal: 'siapkanbukuresipi',
  step: 'telefonpenerbit',
  line: 'Talianjirantetangga',
  path: 'aiskrimdurian',
  lapse: 'payungpatahdua',
  number: '2025550167',
};

test('after a crash, nothing that was written lies readable in any file of the profile, the logs or the caches', async (t) => {
  const app = await startApp({ env: { RUST_LOG: 'debug' } });
  t.after(() => app.close());
  await begin(app, [
    person(KNOWN.ladder, '+1 202-555-0166'),
    person(KNOWN.name, `+1 ${KNOWN.number}`, { on_ladder: false, note: KNOWN.note, role_words: KNOWN.words }),
  ]);
  await writeEverywhere(app);
  for (const path of PATHS) await visit(app, path);
  await openHelp(app.page);
  await app.page.find('[aria-busy=false] [data-first-call]');

  await app.kill();
  assert.deepEqual(readable(app), []);
});

test('the search finds words that do lie in a file', async (t) => {
  const app = await startApp({ env: { UKHWAH_KNOWN: KNOWN.name } });
  t.after(() => app.close());
  await stageIs(app, 'fresh');
  await app.page.execute((word) => localStorage.setItem('known', word), KNOWN.name);
  await eventually('a word that the web view itself keeps', () => {
    try {
      return readable(app).length > 0;
    } catch {
      return false; // a file went away while we looked
    }
  });
});

/** @param {App} app */
async function writeEverywhere(app) {
  const fresh = { id: null, seen: null };
  const side = (/** @type {string} */ text) => ({ code: null, text });
  await call(app, 'plan_item_save', {
    ...fresh,
    part: 'reason',
    text: KNOWN.reason,
    person: null,
    on_lock_screen: true,
  });
  await call(app, 'plan_card_save', {
    ...fresh,
    situation: side(KNOWN.situation),
    response: side(KNOWN.response),
    on_lock_screen: true,
  });
  await call(app, 'plan_place_save', {
    ...fresh,
    name: KNOWN.place,
    note: KNOWN.placeNote,
    map: '3.8077, 103.3260',
    on_lock_screen: true,
  });
  await call(app, 'plan_goal_save', {
    ...fresh,
    dimension: 'home',
    text: KNOWN.goal,
    next_step: KNOWN.step,
    done: false,
  });
  await call(app, 'path_goal_save', { ...fresh, name: KNOWN.path, began: '2020-01-01' });
  await call(app, 'path_event_save', {
    ...{ ...fresh, goal: null, what: 'lapse', date: '2024-01-01', until: null },
    ...{ words: null, before: KNOWN.lapse, helped: null },
  });
  await call(app, 'line_save', {
    ...fresh,
    name: KNOWN.line,
    number: '+1 202-555-0168',
    whatsapp: null,
    hours: [],
    cost_words: null,
  });
}

/** The files of the app's world that hold one of the words, as UTF-8 or UTF-16. @param {App} app */
function readable(app) {
  const patterns = Object.values(KNOWN).flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
  return filesBelow(app.profile.root).flatMap((file) => {
    const content = readFileSync(file);
    return patterns
      .filter((pattern) => content.includes(pattern))
      .map((pattern) => `${file.slice(app.profile.root.length)}: ${pattern.toString().replaceAll('\0', '')}`);
  });
}

const RELIGIOUS =
  /\b(solat|sembahyang|zikir|surau|masjid|musolla|wuduk|wudhu|doa|berdoa|quran|al-quran|azan|subuh|zohor|zuhur|asar|maghrib|isyak|isya|jemaah|imam|ustaz|ustazah|iman|islam|allah|subhanallah|alhamdulillah|bismillah|insyaallah|ibadah|sedekah|ramadan|puasa|raya|haji|umrah|tuhan|prayer|prayers|pray|mosque|quranic|qur'an|ablution|faith|worship|god|dhikr|spiritual|religion|religious|agama|rohani|kerohanian)\b/gi;

test('with religious content off, no religious word is on any screen, in either language', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  assert.equal((await call(app, 'settings_view')).profile.religion, false, 'it is off unless it was chosen');
  const decks = await call(app, 'decks_view');
  const side = (/** @type {any} */ { code, text }) => ({ code, text });
  await call(app, 'plan_card_save', {
    id: null,
    seen: null,
    situation: side(decks.situations[0]),
    response: side(decks.responses[0]),
    on_lock_screen: false,
  });

  assert.deepEqual(await religiousWords(app, PATHS), []);
});

test('religious content that was used and then switched off leaves no word on any screen of a filled profile', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  await app.page.find('#today-date');
  const { profile } = await call(app, 'settings_view');
  assert.equal(profile.religion, true, 'the example has prayers, zikir and more');
  const { settings, settings_seen: seen } = await call(app, 'reflection_view');
  const time = { timing: { kind: 'around', anchor: 'isha', minutes: 20 }, remind: null };
  await call(app, 'reflection_settings_save', { seen, settings: { ...settings, time } });
  await call(app, 'profile_save', { ...profile, religion: false });
  const [person] = (await call(app, 'people_view')).people;
  const [meeting] = (await call(app, 'meetings_view')).meetings;
  const [card] = (await call(app, 'plan_view')).cards;
  const [item] = (await call(app, 'routine_view')).items;
  const paths = [
    `/people/edit?id=${person.id}`,
    `/meetings/about?id=${meeting.id}`,
    `/plan/match?card=${card.id}`,
    `/routine/edit?id=${item.id}`,
    '/reflection/settings',
  ];
  assert.deepEqual(await religiousWords(app, [...PATHS, ...paths]), []);
});

/** What the person of the example wrote, which no switch takes away. */
const OWN = ['Surau kampung', 'Buka sampai lepas Isyak'];

/** The religious words on these pages in both languages. @param {App} app @param {string[]} paths */
async function religiousWords(app, paths) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const language of LANGUAGES) {
    await call(app, 'appearance_save', { language, theme: 'light', text_size: 100 });
    for (const path of paths) {
      await visit(app, path);
      const text = OWN.reduce((text, own) => text.replaceAll(own, ''), await everyText(app));
      for (const [word] of text.matchAll(RELIGIOUS)) {
        found.add(`${language} ${path}: ${word}: ${around(text, word)}`);
      }
    }
  }
  return [...found];
}

/** All that can be read in the page, what is folded away and said to screen readers too. @param {App} app */
function everyText(app) {
  return app.page.execute(() => {
    for (const part of document.querySelectorAll('details')) part.open = true;
    const labels = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((one) =>
      ['aria-label', 'placeholder', 'title'].map((name) => one.getAttribute(name) ?? ''),
    );
    const options = [...document.querySelectorAll('option')].map((one) => one.textContent ?? '');
    return [document.body.innerText, ...labels, ...options].join('\n');
  });
}

/** @param {string} text @param {string} word */
function around(text, word) {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 40), at + 40).replace(/\s+/g, ' ');
}
