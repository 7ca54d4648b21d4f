import { expect, test } from './page';

const kilobyte = 1024;

test('the first page loads little more than itself, and nothing of what draws maps, charts and workbooks', async ({ page }) => {
  const scripts: { name: string; size: number }[] = [];
  page.on('response', async (answer) => {
    const name = new URL(answer.url()).pathname;
    if (name.endsWith('.js'))
      scripts.push({ name, size: Number((await answer.allHeaders())['content-length'] ?? 0) || (await answer.body()).length });
  });
  await page.goto('/bulletin?period=2021-H1');
  await expect(page.getByRole('list', { name: 'Headline figures' })).toBeVisible();
  await page.waitForLoadState('networkidle');

  const bytes = scripts.reduce((sum, { size }) => sum + size, 0);

  test
    .info()
    .annotations.push({ type: 'measured', description: `${Math.round(bytes / kilobyte)} KiB in ${scripts.length} scripts` });
  expect(scripts.map(({ name }) => name).filter((name) => /BorderMap|FigureChart|chartOption|exceljs/.test(name))).toEqual([]);
  expect(bytes).toBeLessThan(1200 * kilobyte);
});
