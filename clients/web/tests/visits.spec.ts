import { expect, test } from './page';

const visits = Number(process.env.BORDER_WEB_VISITS ?? 40);
const names = ['Figures', 'Cases', 'Map', 'Patrols', 'Seizures', 'Persons', 'Reviews', 'Bulletin'];
const megabyte = 1024 * 1024;

test('memory does not grow with the pages that were visited', async ({ page }) => {
  test.setTimeout(60_000 + visits * 2_000);
  const browser = await page.context().newCDPSession(page);
  const times: number[] = [];
  const visit = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const name = names[index % names.length] ?? '';
      const start = performance.now();
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('');
      times.push(performance.now() - start);
    }
  };
  const heap = async () => {
    await browser.send('HeapProfiler.collectGarbage');
    return (await browser.send('Runtime.getHeapUsage')).usedSize / megabyte;
  };
  await page.goto('/');
  // Every page has its scripts by then, and every list its first page.
  await visit(names.length * 2);
  const before = await heap();
  times.length = 0;

  await visit(visits);

  const after = await heap();
  const median = times.toSorted((a, b) => a - b)[times.length / 2] ?? 0;
  test.info().annotations.push({
    type: 'measured',
    description: `${before.toFixed(1)} MB, then ${after.toFixed(1)} MB; ${median.toFixed(0)} ms a visit`,
  });
  expect(after - before).toBeLessThan(20);
});
