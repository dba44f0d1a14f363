import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { byRole, choose, fromMenu, pick, press, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const SECRET = 'Rahsiabesar';

test('a story is written in parts, a version leaves one out, and it outlives a kill', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);

  await page.resize(SIZE.phone);
  await visit(app, '/today');
  await fromMenu(page, say('nav_more'), say('nav_stories'));
  await touch(page, 'link', say('stories_add'));
  await (await byRole(page, 'textbox', say('stories_title'))).type('Jalan pulang');
  await press(page, say('action_save'));
  await touch(page, 'link', say('stories_part_add'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('stories_part_text')}`))).type('Mula sekali');
  await press(page, say('action_save'));
  await page.see('Mula sekali');
  await touch(page, 'link', say('stories_part_add'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('stories_part_text')}`))).type(SECRET);
  await press(page, say('action_save'));
  await page.see(SECRET);

  await touch(page, 'link', say('stories_version_add'));
  await pick(page, say('stories_audience'), say('core_story_audience_family'));
  await choose(page, say('stories_choice_told'));
  await press(page, say('action_save'));
  await page.see(say('core_story_version_family'));
  await page.see(say('stories_beside_nothing'));

  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  const { stories } = await call(app, 'stories_view');
  const story = await call(app, 'story_view', { id: stories[0].id });
  assert.deepEqual(
    story.parts.map((/** @type {any} */ part) => part.text),
    ['Mula sekali', SECRET],
  );
  assert.deepEqual([story.versions[0].told, story.versions[0].left], [1, 1]);
});

test('paper and text hold exactly what the screen showed, and the story notes with whom it was shared', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [person('Abang Rahim', '+1 202-555-0101')]);
  const { story, version } = await written(app);

  for (const [button, file, pattern] of /** @type {const} */ ([
    [say('stories_save_pdf'), 'kisah.pdf', '*.pdf'],
    [say('stories_save_text'), 'kisah.txt', '*.txt'],
  ])) {
    await visit(app, `/stories/share?id=${version}`);
    await pick(page, say('stories_who'), 'Abang Rahim');
    await (
      await byRole(page, 'textbox', new RegExp(`^${say('stories_why').replace('?', '.')}`))
    ).type('Dia minta');
    await press(page, say('action_next'));
    await page.find('article.telling');
    const shown = await page.execute(() =>
      [...document.querySelectorAll('article.telling p')].map((one) => one.textContent ?? ''),
    );
    assert.deepEqual(shown, ['Pilih kawan', 'Mula sekali', 'Zaman susah']);
    await press(page, button);
    const target = join(app.profile.home, file);
    const dialog = await app.answerDialog(target);
    assert.deepEqual([dialog.method, dialog.patterns], ['SaveFile', [pattern]]);
    await page.see(say('stories_noted_file', { file }));
    const held = file.endsWith('.pdf') ? read(target) : readFileSync(target, 'utf8');
    assert.equal(held.replace(/\s+/g, ' ').trim(), shown.join(' '));
    assert.doesNotMatch(readFileSync(target, 'latin1'), new RegExp(`${SECRET}|Jalan pulang|gelap`));
  }

  const { people } = await call(app, 'people_view');
  await call(app, 'person_trash', { id: people[0].id });
  await call(app, 'person_erase', { id: people[0].id, purge_backups: false });
  await visit(app, `/stories/story?id=${story}`);
  await touch(page, 'button', /^Abang Rahim/);
  await byRole(page, 'dialog', 'Abang Rahim');
  await page.see('Dia minta');
});

test('for somebody who does not know nothing is prepared, and the app says so', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [person('Puan Salmah', '+1 202-555-0106', { knows: 'no' })]);
  const { version } = await written(app);

  await visit(app, `/stories/share?id=${version}`);
  await page.see(say('stories_who_others'));
  const listed = await page.execute(() => [...document.querySelectorAll('option')].map((one) => one.label));
  assert.deepEqual(listed, [say('stories_who_skip'), say('stories_who_words')]);
  await pick(page, say('stories_who'), say('stories_who_words'));
  const whom = new RegExp(`^${say('stories_who_own').replace('?', '.')}`);
  await (await byRole(page, 'textbox', whom)).type('puan salmah');
  await press(page, say('action_next'));
  await page.see(say('refusal_does_not_know'));
  assert.equal(await page.execute(() => document.querySelector('article.telling')), null);
});

/**
 * A story of three parts, and a version that tells one, leaves one out and says one in other words.
 * @param {App} app
 */
async function written(app) {
  const { id: story } = await call(app, 'story_save', { id: null, seen: null, title: 'Jalan pulang' });
  let parts = [];
  for (const text of ['Mula sekali', SECRET, 'Zaman gelap']) {
    ({ parts } = await call(app, 'story_part_save', { id: null, seen: null, story, title: null, text }));
  }
  const said = [
    ['told', null],
    ['left', null],
    ['reworded', 'Zaman susah'],
  ];
  const { id: version } = await call(app, 'story_version_save', {
    ...{ id: null, seen: null, story, audience: 'school', audience_words: null, title: 'Pilih kawan' },
    parts: said.map(([choice, text], at) => ({ part: parts[at].id, choice, title: null, text })),
  });
  return { story, version };
}

/** The words on a sheet. @param {string} file */
function read(file) {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}
