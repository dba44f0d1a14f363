import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import {
  beforeInterface,
  callFirst,
  closeNumber,
  firstIs,
  firstName,
  newest,
  openHelp,
  scan,
  shownNumber,
} from './lib/help.mjs';
import { byRole, press } from './lib/roles.mjs';
import { words } from './lib/words.mjs';

const say = words('ms');
const RAHIM = person('Abang Rahim', '+1 202-555-0101');
const ZUL = person('Zul', '+1 202-555-0102', { knows: 'no' });

test('two touches from Today hand the exact number to the system, whoever is first at this hour', async (t) => {
  const app = await startApp({ args: ['--demo'] });
  t.after(() => app.close());
  await app.page.find('#today-date');

  await openHelp(app.page);
  const name = await firstName(app.page);
  const address = await callFirst(app);

  const { people } = await call(app, 'people_view');
  const digits = people
    .find((/** @type {any} */ one) => one.name === name)
    .numbers[0].display.replace(/\D/g, '');
  assert.equal(address, `tel:+${digits}`);
  assert.match(address, /^tel:\+120255501\d\d$/);
  assert.equal(app.opened()[0].launcher, 'xdg-open');
  assert.equal(app.opened().length, 1);
});

test('a call on a computer shows the number, and a QR code that says the same', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await openHelp(app.page);
  assert.equal(await callFirst(app), 'tel:+12025550101');
  await byRole(app.page, 'dialog', 'Abang Rahim');
  assert.equal(await shownNumber(app.page), '+1 202 555 0101');
  assert.equal(await scan(app), 'tel:+12025550101');
});

test('before the interface has loaded, two touches hand over the number of whoever is first', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await beforeInterface(page);

  await (await page.find('[data-help]')).click();
  await press(page, /Abang Rahim/);
  assert.equal(await newest(app, 0), 'tel:+12025550101');
  await page.see('+1 202 555 0101');

  await page.goto('/today');
  await openHelp(page);
  await page.see(say('help_asked', { name: 'Abang Rahim' }));
});

/**
 * Waits for the page of this heading under Help, and sees it when Help is closed.
 * @param {import('./lib/webdriver.mjs').Page} page
 * @param {string} heading
 */
async function liesUnderHelp(page, heading) {
  await page.wait(
    `${heading} under Help`,
    (heading) => document.querySelector('.below[hidden] h1')?.textContent?.trim() === heading,
    [heading],
  );
  await page.find('[data-help-title]');
  await press(page, say('action_close'));
  await byRole(page, 'heading', heading);
}

test('Help that is touched while a page is on its way stays open over it', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);

  await page.execute(() => {
    /** @type {HTMLElement} */ (document.querySelector('nav a[href="/plan"]')).click();
    /** @type {HTMLElement} */ (document.querySelector('[data-help]')).click();
  });
  await liesUnderHelp(page, say('plan_title'));
});

test('a page that goes on by itself once it has saved leaves Help open', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM]);
  await page.goto('/people/new');
  await (await byRole(page, 'textbox', say('people_name'))).type('Zul');

  const save = await byRole(page, 'button', say('action_save'));
  await page.execute((/** @type {any} */ button) => {
    button.click();
    /** @type {HTMLElement} */ (document.querySelector('[data-help]')).click();
  }, save);
  await liesUnderHelp(page, say('people_title'));
  await page.see('Zul');
});

test('where nothing can dial, the number is there to read and scan, with a word about it', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  app.profile.launchers('refuse');
  await begin(app, [RAHIM]);

  await openHelp(app.page);
  await callFirst(app);
  await app.page.see(say('help_number_nothing_dials'));
  assert.equal(await shownNumber(app.page), '+1 202 555 0101');
  assert.equal(await scan(app), 'tel:+12025550101');
});

test('after "no" the next person comes first, and a message is offered to each', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [RAHIM, ZUL]);

  await openHelp(page);
  await firstIs(page, 'Abang Rahim');
  await callFirst(app);
  await byRole(page, 'dialog', 'Abang Rahim');
  await closeNumber(page);
  await page.see(say('help_asked', { name: 'Abang Rahim' }));
  await press(page, say('help_asked_no'));
  await firstIs(page, 'Zul');
  await page.see(say('help_after_no', { name: 'Zul' }));
  await page.see(say('help_tried'));

  // Whoever was tried knows that somebody called, so he is asked first; only who knows is told why.
  await press(page, say('help_after_no_send'));
  await byRole(page, 'dialog', say('help_call_back_title'));
  await press(page, say('help_sms_to', { name: 'Abang Rahim' }));
  assert.equal(
    await newest(app, 1),
    `sms:+12025550101?body=${encodeURIComponent(say('core_call_back_knows'))}`,
  );
  await press(page, say('help_whatsapp_to', { name: 'Zul' }));
  assert.equal(
    await newest(app, 2),
    `https://wa.me/12025550102?text=${encodeURIComponent(say('core_call_back_discreet'))}`,
  );
  await page.see(say('help_call_back_all'));
});

test('SMS and WhatsApp open with an empty message to one person', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await begin(app, [RAHIM]);

  await openHelp(app.page);
  await press(app.page, say('help_sms_to', { name: 'Abang Rahim' }));
  assert.equal(await newest(app, 0), 'sms:+12025550101');
  await press(app.page, say('help_whatsapp_to', { name: 'Abang Rahim' }));
  assert.equal(await newest(app, 1), 'https://wa.me/12025550101');
});

test('999 is called from Help and from the steps for someone who does not wake up', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  await app.page.find('main h1');

  await openHelp(app.page);
  await press(app.page, say('help_call_emergency'));
  assert.equal(await newest(app, 0), 'tel:999');
  assert.equal(await scan(app), 'tel:999');
  await closeNumber(app.page);

  await press(app.page, say('help_sudden'));
  await byRole(app.page, 'heading', say('emergency_title'));
  await press(app.page, say('help_call_emergency'));
  assert.equal(await newest(app, 1), 'tel:999');
});
