import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './lib/app.mjs';
import { colours, decode } from './lib/png.mjs';
import { eventually } from './lib/process.mjs';

test('the app opens, paints its window and has Help within reach', async (t) => {
  const app = await startApp();
  t.after(() => app.close());

  await app.page.find('[data-help]');
  await app.page.find('main h1');
  await eventually('a window that is not one flat colour', async () => {
    const picture = decode(await app.page.screenshot());
    assert.deepEqual([picture.width, picture.height], [1280, 800]);
    return colours(picture) > 20;
  });
});

test('the app answers again after it was killed', async (t) => {
  const app = await startApp();
  t.after(() => app.close());

  await app.page.find('[data-help]');
  await app.kill();
  await app.reopen();
  await app.page.find('[data-help]');
});
