import { expect, expectAnswered, test } from './page';
import { newId } from './services';
import { auditOf } from './signed';
import { signInAs } from './tokens';

const kilobyte = 1024;
const services = ['patrols', 'persons', 'cases', 'seizures', 'statistics'];

test('before the first page is shown, little more than it is loaded, and nothing of what draws maps, charts and workbooks', async ({
  page,
}) => {
  const scripts: { name: string; size: number }[] = [];
  page.on('response', async (answer) => {
    const name = new URL(answer.url()).pathname;
    if (name.endsWith('.js'))
      scripts.push({ name, size: Number((await answer.allHeaders())['content-length'] ?? 0) || (await answer.body()).length });
  });
  await page.goto('/bulletin?period=2021-H1');
  await expect(page.getByRole('list', { name: 'Headline figures' })).toBeVisible();
  await expectAnswered(page);

  const bytes = scripts.reduce((sum, { size }) => sum + size, 0);

  test
    .info()
    .annotations.push({ type: 'measured', description: `${Math.round(bytes / kilobyte)} KiB in ${scripts.length} scripts` });
  expect(scripts.map(({ name }) => name).filter((name) => /BorderMap|FigureChart|chartOption|exceljs/.test(name))).toEqual([]);
  expect(bytes).toBeLessThan(1200 * kilobyte);
});

test.describe('when there is nothing else to do', () => {
  test.use({ fetchesAhead: true });

  test('a page that is turned to has its code already', async ({ page }) => {
    await page.goto('/bulletin?period=2021-H1');
    await expect(page.getByRole('list', { name: 'Headline figures' })).toBeVisible();
    // The map is fetched last.
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /BorderMap-.*js$/.test(name)));
    await expectAnswered(page);
    const late: string[] = [];
    page.on('request', (request) => new URL(request.url()).pathname.endsWith('.js') && late.push(request.url()));

    for (const name of ['Figures', 'Completeness', 'Cases', 'Audit']) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    }

    expect(late).toEqual([]);
  });
});

test('what a page shows is asked for when somebody points at the way to it', async ({ page }) => {
  await page.goto('/releases');
  await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible();
  const asked = page.waitForRequest(/ListSeizures/);

  await page.getByRole('navigation').getByRole('link', { name: 'Seizures', exact: true }).hover();

  await asked;
  await expect(page.getByRole('heading', { level: 1, name: 'Releases' })).toBeVisible();
});

test('pointing at the ways to all pages leaves no entry in any audit log, and turning to the log does', async ({ page }) => {
  const user = `pointing-${newId()}`;
  await signInAs(page, 'auditor', '/bulletin', user);
  const asked = page.waitForRequest(/ListSeizures/);
  for (const link of await page.getByRole('navigation').getByRole('link').all()) await link.hover();
  await (await asked).response();
  await expectAnswered(page);
  const entries = async () => {
    const logs = services.map(async (service) => (await auditOf(service)).listEntries({ service, actor: user, pageSize: 100 }));
    return (await Promise.all(logs)).flatMap((log) => log.entries.map(({ method }) => method));
  };
  expect(await entries()).toEqual([]);

  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click();

  await expect(page.getByRole('region', { name: 'Entries of the audit log' })).toBeVisible();
  expect(await entries()).toEqual(['border.audit.v1.AuditService/ListEntries']);
});
