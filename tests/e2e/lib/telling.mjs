// A story, as it is written, told at a school and noted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, text } from './living.mjs';
import { picture } from './pictures.mjs';
import { answer, byRole, choose, pick, press, touch } from './roles.mjs';
import { words } from './words.mjs';

/** @typedef {import('./app.mjs').App} App */

const say = words('ms');

const STORY = 'Jalan balik';
const TOLD = 'Kawan yang ajak balik';
const SECRET = 'Saya jual gelang emak. Emak tahu, tapi emak tak pernah sebut.';
const PARTS = [
  ['Kampung', 'Saya anak ketiga daripada lima. Petang-petang kami mandi sungai sampai emak panggil balik.'],
  [
    'Kawan',
    'Umur enam belas saya ikut kawan. Mula-mula nak cuba saja. Lama-lama, pagi saya pun bermula dengan benda itu.',
  ],
  ['Gelang emak', SECRET],
  ['Surau', 'Seorang abang duduk sebelah saya di tangga surau. Dia cuma kata, jom, kita mula hari ini.'],
];
const REWORDED = 'Umur enam belas saya ikut kawan, dan tak berani kata tidak. Sekolah saya terhenti di situ.';
const SCHOOL = 'SMK Tepi Sungai';

/** A story of four parts. @param {App} app */
export async function writeStory(app) {
  const { page } = app;
  await open(app, 'nav_stories');
  await touch(page, 'link', say('stories_add'));
  await (await byRole(page, 'textbox', say('stories_title'))).type(STORY);
  await press(page, say('action_save'));
  for (const [title, words] of PARTS) {
    await touch(page, 'link', say('stories_part_add'));
    await (await byRole(page, 'textbox', new RegExp(`^${say('stories_part_title')}`))).type(title);
    await (await byRole(page, 'textbox', new RegExp(`^${say('stories_part_text')}`))).type(words);
    await press(page, say('action_save'));
    await page.see(title);
  }
}

/** The version for a school leaves one part out and says one in other words. @param {App} app */
export async function chooseForSchool(app) {
  const { page } = app;
  await touch(page, 'link', say('stories_version_add'));
  await pick(page, say('stories_audience'), say('core_story_audience_school'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('stories_version_title')}`))).type(TOLD);
  await answer(page, 'Gelang emak', say('stories_choice_left'));
  await answer(page, 'Kawan', say('stories_choice_reworded'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('stories_own_text')}`))).fill(REWORDED);
  await press(page, say('stories_tell_rest'));
  await press(page, say('action_save'));
  await page.see(say('stories_beside_nothing'));
  await picture(app, 'story-version', { size: 'laptop' });
}

/** Three questions, what would leave, a file, and the record of it. @param {App} app */
export async function share(app) {
  const { page } = app;
  await open(app, 'nav_stories');
  await touch(page, 'link', new RegExp(`^${STORY}`));
  await touch(page, 'link', new RegExp(`^${say('core_story_version_school')}`));
  await touch(page, 'link', say('stories_share_this'));
  await byRole(page, 'heading', say('stories_before'));
  await pick(page, say('stories_who'), say('stories_who_words'));
  const asked = (/** @type {string} */ key) =>
    byRole(page, 'textbox', new RegExp(`^${say(key).replace('?', '.')}`));
  await (await asked('stories_who_own')).type('Pelajar tingkatan 4');
  await (await asked('stories_why')).type('Supaya ada yang berani kata tidak');
  await (await asked('stories_spread')).type('Emak dah izinkan. Cerita gelang tinggal di rumah.');
  await press(page, say('action_next'));
  await page.find('article.telling');
  const shown = await page.execute(() =>
    [...document.querySelectorAll('article.telling p')].map((one) => one.textContent ?? ''),
  );
  assert.deepEqual(shown, [TOLD, ...PARTS[0], 'Kawan', REWORDED, ...PARTS[3]]);
  await picture(app, 'story-preview');
  await press(page, say('stories_save_text'));
  const file = join(app.profile.home, 'cerita.txt');
  await app.answerDialog(file);
  await page.see(say('stories_noted_file', { file: 'cerita.txt' }));
  const words = readFileSync(file, 'utf8').replace(/\s+/g, ' ').trim();
  assert.equal(words, shown.join(' '));
  assert.ok(!words.includes(SECRET) && !words.includes(STORY), 'what is left out has left');
  await touch(page, 'link', say('stories_to_story'));
  await touch(page, 'button', /^Pelajar tingkatan 4/);
  await byRole(page, 'dialog', 'Pelajar tingkatan 4');
  await page.see(`19 Nov 2027 · ${say('stories_way_text')} · ${say('core_story_version_school')}`);
  await page.see('Supaya ada yang berani kata tidak');
  await picture(app, 'story-shared');
  await press(page, say('action_close'));
}

/** @param {App} app */
export async function noteTalk(app) {
  const { page } = app;
  await open(app, 'nav_service');
  await touch(page, 'link', new RegExp(`^${say('service_talks')}`));
  await touch(page, 'link', say('service_talk_add'));
  await pick(page, say('service_talk_venue'), say('core_talk_venue_school'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('service_talk_place')}`))).type(SCHOOL);
  await (await byRole(page, 'textbox', new RegExp(`^${say('service_talk_topic')}`))).type(TOLD);
  await choose(page, `${say('core_story_version_school')} (${STORY})`);
  await pick(page, say('service_length'), '1 jam');
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('service_talks'));
  await page.see(SCHOOL);
  await page.see(`Sabtu 20 Nov · ${TOLD} · 1 jam`);
  assert.ok(!(await text(app)).includes(say('service_talk_coming')));
}
