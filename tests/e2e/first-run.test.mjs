import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { call } from './lib/core.mjs';
import { byRole, choose, field, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const PIN = '190487';

for (const lang of /** @type {const} */ (['ms', 'en'])) {
  const say = words(lang);

  test(`whoever goes through the first run ends at Today with a person in Help and a PIN: ${lang}`, async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    const { page } = app;

    await chooseLanguage(app, lang);
    await press(page, say('welcome_begin'));

    await step(app, 2, say('welcome_religion_title'));
    await choose(page, say('welcome_religion_off'));
    await press(page, say('action_next'));

    await step(app, 3, say('welcome_person_title'));
    await (await byRole(page, 'textbox', say('welcome_person_name'))).type('Abang Rahim');
    await (await byRole(page, 'textbox', say('welcome_person_number'))).type('+1 202-555-0101');
    await press(page, say('welcome_person_save'));

    await step(app, 4, say('welcome_lock_title'));
    await choose(page, say('welcome_lock_pin'));
    await (await field(page, say('welcome_lock_new_pin'))).type(PIN);
    await (await field(page, say('welcome_lock_repeat'))).type(PIN);
    await press(page, say('action_next'));

    await step(app, 5, say('welcome_recovery_title'));
    await page.wait(
      '15 words',
      () => document.querySelectorAll('[data-testid=recovery-words] li').length === 15,
    );
    await press(page, say('welcome_recovery_saved'));

    await byRole(page, 'heading', say('today_title'));
    await byRole(page, 'button', say('people_call', { name: 'Abang Rahim' }));
    const settings = await call(app, 'settings_view');
    assert.equal(settings.lock, 'pin');
    assert.equal(settings.profile.religion, false);
    assert.equal(settings.recovery_saved, true);
    assert.equal(settings.key_on_disk, false);
    assert.equal(await page.execute(() => document.documentElement.lang), lang);
  });

  test(`every step of the first run can be skipped: ${lang}`, async (t) => {
    const app = await startApp();
    t.after(() => app.close());
    const { page } = app;

    await chooseLanguage(app, lang);
    await press(page, say('welcome_begin'));
    for (const [place, title] of [
      'welcome_religion_title',
      'welcome_person_title',
      'welcome_lock_title',
    ].entries()) {
      await step(app, place + 2, say(title));
      await press(page, say('action_skip'));
    }
    await step(app, 5, say('welcome_recovery_title'));
    await press(page, say('welcome_recovery_later'));

    await byRole(page, 'heading', say('today_title'));
    await page.see(say('today_people_empty'));
    await page.see(say('today_recovery'));
    const settings = await call(app, 'settings_view');
    assert.equal(settings.lock, null);
    assert.equal(settings.profile.religion, false, 'religious content is off unless it was chosen');
  });
}

test('Help opens in every step of the first run and comes back to it', async (t) => {
  const say = words('ms');
  const app = await startApp();
  t.after(() => app.close());
  const leave = [
    ['welcome_title', 'welcome_begin'],
    ['welcome_religion_title', 'action_skip'],
    ['welcome_person_title', 'action_skip'],
    ['welcome_lock_title', 'action_skip'],
  ];
  for (const [title, button] of [...leave, ['welcome_recovery_title', 'welcome_recovery_later']]) {
    await byRole(app.page, 'heading', say(title));
    await (await app.page.find('[data-help]')).click();
    await byRole(app.page, 'button', say('help_call_emergency'));
    await press(app.page, say('action_close'));
    await byRole(app.page, 'heading', say(title));
    await press(app.page, say(button));
  }
  await byRole(app.page, 'heading', say('today_title'));
});

/** The first step is in Malay until another language is chosen. @param {App} app @param {'ms' | 'en'} lang */
async function chooseLanguage(app, lang) {
  await step(app, 1, words('ms')('welcome_title'));
  await choose(app.page, lang === 'ms' ? 'Bahasa Melayu' : 'English');
  await step(app, 1, words(lang)('welcome_title'));
}

/** Waits for a step, which shows Help too. @param {App} app @param {number} place @param {string} title */
async function step({ page }, place, title) {
  await byRole(page, 'heading', title);
  await byRole(page, 'link', /^(Bantuan|Help)$/);
  const said = await (await page.find('[role=status]')).property('textContent');
  assert.match(said, new RegExp(`\\b${place}\\b.*\\b5\\b`));
}
