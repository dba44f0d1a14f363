import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZE, startApp } from './lib/app.mjs';
import { begin, call, person } from './lib/core.mjs';
import { eventually } from './lib/process.mjs';
import { answer, byRole, choose, press, set, touch } from './lib/roles.mjs';
import { visit } from './lib/screens.mjs';
import { words } from './lib/words.mjs';

/** @typedef {import('./lib/app.mjs').App} App */

const say = words('ms');
const MAT = person('Mat', '+1 202-555-0101', { role: 'peer', knows: 'no' });
const ROSLI = person('Encik Rosli', '+1 202-555-0102', { role: 'supervisor', knows: 'no', on_ladder: false });
/** What nobody who does not know may read. */
const UNTOLD = /pulih|dadah|klien|tergelincir|perlukan kawan|recover|relapse|client/i;

test('one touch notes a shift, quick touches all count, and a full week is handed over in words that tell nothing', async (t) => {
  const app = await startApp({ size: SIZE.small });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [MAT, ROSLI]);

  await visit(app, '/reflection');
  await touch(page, 'link', new RegExp(`^${say('burden_title')}`));
  await press(page, say('burden_done'));
  await page.see(say('burden_done_toast'));
  await byRole(page, 'heading', say('burden_last'));
  for (let times = 0; times < 3; times += 1) {
    await press(page, say('burden_count_more', { what: say('burden_night_calls') }));
  }
  await press(page, say('burden_count_more', { what: say('burden_heavy') }));
  await byRole(page, 'heading', say('burden_advice'));
  await eventually('each touch to be kept', async () => {
    const { last } = await call(app, 'burden_view');
    return last.night_calls === 3 && last.heavy === 1;
  });
  await page.see(say('core_burden_reason_many', { what: say('core_burden_night_calls', { count: 3 }) }));

  await press(page, say('burden_advice_hand_over_go'));
  await byRole(page, 'dialog', say('burden_ask_hand_over'));
  await page.see(say('core_burden_hand_over'));
  await press(page, say('help_whatsapp_to', { name: 'Mat' }));
  const message = decodeURIComponent(await newest(app, 0));
  assert.equal(message, `https://wa.me/12025550101?text=${say('core_burden_hand_over')}`);
  assert.doesNotMatch(message, UNTOLD);

  // Over again within the half hour it is the same shift, also after a kill.
  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  await visit(app, '/reflection/burden');
  await press(app.page, say('burden_done_again'));
  await app.page.see(say('burden_done_toast'));
  const { shifts } = await call(app, 'shifts_view', { skip: 0 });
  assert.deepEqual(
    shifts.map((/** @type {any} */ shift) => [shift.night_calls, shift.heavy]),
    [[3, 1]],
  );
});

test('a shift that was missed is added, one that is not over is refused, and the trash gives it back', async (t) => {
  const app = await startApp({ size: SIZE.phone });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [MAT]);
  const { today } = await call(app, 'shifts_view', { skip: 0 });

  await visit(app, '/reflection/burden/shifts');
  await touch(page, 'link', say('burden_shifts_add'));
  await set(page, say('burden_shift_date'), nextYear(today));
  await (await byRole(page, 'textbox', say('burden_shift_note'))).type('Hubungi 012-345 6789');
  await page.see(say('service_number_phone'));
  await press(page, say('action_save'));
  await page.see(say('refusal_shift_ahead'));
  assert.deepEqual((await call(app, 'shifts_view', { skip: 0 })).shifts, [], 'nothing was kept');
  await set(page, say('burden_shift_date'), yesterday(today));
  await press(page, say('action_save'));
  await byRole(page, 'heading', say('burden_shifts_title'));
  await touch(page, 'link', new RegExp(say('core_yesterday'), 'i'));
  await press(page, say('burden_shift_trash'));
  await page.see(say('burden_shifts_empty'));
  await press(page, say('action_undo'));
  await byRole(page, 'link', new RegExp(say('core_yesterday'), 'i'));
});

test('putting the burden down leaves no trace when it is left, and one line when that is wanted', async (t) => {
  const app = await startApp({ size: SIZE.small });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [MAT]);
  const before = await everything(app);

  await visit(app, '/reflection/burden/putdown');
  await choose(page, say('reflection_burden_client'));
  await (await byRole(page, 'textbox', new RegExp(`^${say('putdown_line')}`))).type('cerita malam tadi');
  await press(page, say('putdown_next'));
  await byRole(page, 'heading', say('putdown_pause_title'));
  await page.see(say('breathe_in'));
  await press(page, say('putdown_worse'));
  await page.see(say('putdown_worse_title'));
  await touch(page, 'link', say('putdown_worse_stop'));
  await byRole(page, 'heading', say('burden_title'));
  assert.deepEqual(await everything(app), before, 'nothing was written');

  await touch(page, 'link', new RegExp(`^${say('burden_putdown')}`));
  const line = await byRole(page, 'textbox', new RegExp(`^${say('putdown_line')}`));
  assert.equal(await page.execute(() => document.querySelector('textarea')?.value), '', 'it begins anew');
  await line.type('cerita malam tadi');
  await choose(page, say('reflection_burden_client'));
  await press(page, say('putdown_next'));
  await choose(page, say('putdown_way_still'));
  await page.see(say('putdown_still_text'));
  await press(page, say('putdown_next'));
  await page.see(say('putdown_down_client'));
  await press(page, say('putdown_keep'));
  await page.see(say('putdown_kept'));
  await press(page, say('putdown_thing_wash'));
  await press(page, say('putdown_finish'));
  await page.see(say('putdown_then', { thing: say('putdown_thing_wash') }));
  const { week } = await call(app, 'balance_view', { week: null, weeks: 0 });
  assert.deepEqual(
    week.lines.map((/** @type {any} */ one) => [one.side, one.text]),
    [['cost', 'cerita malam tadi']],
  );
});

test('a week says what the work gave and cost, and the weeks stand below each other', async (t) => {
  const app = await startApp();
  t.after(() => app.close());
  const { page } = app;
  await begin(app, []);
  await visit(app, '/reflection/balance');
  await answer(page, say('balance_gave_much'), say('balance_much'));
  await answer(page, say('balance_cost_much'), say('balance_some'));
  await press(page, say('balance_gave_1'));
  await page.wait('the line', (label) => !!document.querySelector(`[aria-label="${label}"]`), [
    say('balance_remove_of', { text: say('balance_gave_1') }),
  ]);
  const said = `${say('balance_said_gave_much')} · ${say('balance_said_cost_some')}`;
  await page.see(said);
  await touch(page, 'link', say('balance_before'));
  await byRole(page, 'link', say('balance_after'));
  await answer(page, say('balance_cost_much'), say('balance_little'));
  await eventually(
    'both weeks to be kept',
    async () => (await call(app, 'balance_view', { week: null, weeks: 0 })).weeks.length === 2,
  );

  await app.kill();
  await app.reopen();
  await app.page.find('#today-date');
  await visit(app, '/reflection/balance');
  await app.page.see(said);
  await press(app.page, say('balance_remove_of', { text: say('balance_gave_1') }));
  await app.page.see(say('burden_trashed'));
  const { week, trash } = await call(app, 'balance_view', { week: null, weeks: 0 });
  assert.deepEqual([week.gave, week.cost, week.lines.length, trash.length], ['much', 'some', 0, 1]);
});

test('in quiet hours the boundary stands first and messages say so, and Help is as near as before', async (t) => {
  const app = await startApp({ size: SIZE.phone });
  t.after(() => app.close());
  const { page } = app;
  await begin(app, [MAT]);
  const ladder = async () => (await call(app, 'help_view', { skipped: [] })).rungs;
  const before = await ladder();

  await visit(app, '/reflection/work');
  await press(page, say('work_ready_1_text'));
  await byRole(page, 'dialog', say('work_boundary_add'));
  await press(page, say('action_save'));
  await page.wait('the plan', (text) => document.querySelector('main li')?.textContent?.includes(text), [
    say('work_ready_1_text'),
  ]);
  // Any hour of the day is quiet, whenever this test runs.
  const spans = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, start: 0, end: 1440 }));
  const { seen, hours, supervision_days } = await call(app, 'work_view');
  await call(app, 'work_save', { seen, hours, quiet: spans, supervision_days });

  await visit(app, '/reflection/burden');
  await page.see(say('burden_boundary_quiet'));
  await page.see(say('work_ready_1_tell'));
  assert.deepEqual(await ladder(), before, 'who is called first never depends on it');
  const [{ id }] = before;
  await call(app, 'help_contact', {
    target: { to: 'person', id, number: 0 },
    channel: 'sms',
    call_back: true,
  });
  const sms = decodeURIComponent(await newest(app, 0));
  assert.equal(
    sms,
    `sms:+12025550101?body=${say('core_call_back_discreet')} ${say('core_call_back_off_work')}`,
  );
  assert.doesNotMatch(sms, UNTOLD);
});

/** The address that was opened at this place. @param {App} app @param {number} place */
async function newest(app, place) {
  const opened = await app.profile.waitForOpened(place + 1, 30_000);
  return opened[place].address;
}

/** All that is stored of the work. @param {App} app */
async function everything(app) {
  const { shifts } = await call(app, 'shifts_view', { skip: 0 });
  const { weeks, trash } = await call(app, 'balance_view', { week: null, weeks: 0 });
  const { check_ins: checkIns } = await call(app, 'checkins_view', { skip: 0 });
  return { shifts, weeks, trash, checkIns };
}

/** @param {string} date */
function nextYear(date) {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`.replace('-02-29', '-02-28');
}

/** @param {string} date */
function yesterday(date) {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}
