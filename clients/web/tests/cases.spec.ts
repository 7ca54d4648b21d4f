import { readFile } from 'node:fs/promises';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { expect, expectAccessible, test } from './page';
import { cases, newId, register } from './services';

const idOf = (name: string) => name.slice('cases/'.length);

test('the worklist is filtered by its address', async ({ page }) => {
  await page.goto('/cases');
  await page.getByLabel('State', { exact: true }).selectOption('UNDER_INVESTIGATION');

  await expect(page).toHaveURL(/state=UNDER_INVESTIGATION/);
  await expect(page.getByRole('cell', { name: 'Under investigation' }).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Registered', exact: true })).toHaveCount(0);
  await expectAccessible(page);
});

test('a case is found by its number', async ({ page }) => {
  const record = await register();
  await page.goto('/cases');
  await page.getByLabel('Case number').fill(record.number);
  await page.getByLabel('Case number').press('Enter');

  await page.getByRole('link', { name: record.number }).click();

  await expect(page.getByRole('heading', { level: 1, name: record.number })).toBeVisible();
  await expect(page.getByText('Illegally crossing', { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test('a date is typed without a pointer, and is one when its year is whole', async ({ page }) => {
  const refused: string[] = [];
  page.on(
    'response',
    (answer) => answer.url().includes('ListCases') && Number(answer.headers()['grpc-status'] ?? 0) && refused.push(answer.url()),
  );
  await page.goto('/cases');
  await page.getByRole('region', { name: 'Cases that match' }).waitFor();
  const addresses: string[] = [];
  page.on('framenavigated', (frame) => addresses.push(frame.url()));

  await page.getByLabel('Registered from', { exact: true }).focus();
  // Whatever comes first where the browser is from, the day or the month.
  await page.keyboard.type('05052021');

  await expect(page).toHaveURL(/from=2021-05-05/);
  await expect(page.getByLabel('Registered from', { exact: true })).toHaveValue('2021-05-05');
  expect(addresses.filter((address) => /from=0/.test(address))).toEqual([]);
  expect(refused).toEqual([]);
  await expectAccessible(page);
});

test('no more rows are there than are in view', async ({ page }) => {
  await page.goto('/cases');
  const list = page.getByRole('region', { name: 'Cases that match' });
  const first = await list.getByRole('link').first().textContent();

  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));

  await expect(list.getByRole('link').first()).not.toHaveText(first ?? '');
  expect(await list.getByRole('row').count()).toBeLessThan(60);
});

test('all cases that the filter finds are taken out, each once, and not only those on screen', async ({ page }) => {
  const unit = `U-${Date.now()}`;
  // A year that no other test counts.
  const registerTime = timestampFromDate(new Date(2015, 4, 3));
  const registering = Array.from({ length: 105 }, () => {
    const caseId = newId();
    const record = { unit, area: '53.01.02', registerTime, principalOffence: 'illegal_crossing' };
    return cases.registerCase({ caseId, requestId: caseId, case: record });
  });
  const registered = await Promise.all(registering);
  await page.goto(`/cases?unit=${unit}`);
  await expect(page.getByText('100 shown; more follow as you scroll')).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');

  await page.getByRole('menuitem', { name: 'Table as CSV' }).click();

  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(
    lines
      .slice(1)
      .map((line) => line.split(',')[0])
      .toSorted(),
  ).toEqual(registered.map(({ number }) => number).toSorted());
});

test('a turn of the state is carried out with its reason', async ({ page }) => {
  const record = await register();
  await page.goto(`/cases/${idOf(record.name)}`);
  await page.getByRole('button', { name: 'Open the investigation' }).click();
  await page.getByLabel('Reason').fill('There is a trace.');
  await expectAccessible(page);

  await page.getByRole('dialog').getByRole('button', { name: 'Open the investigation' }).click();

  await expect(page.getByText('Under investigation', { exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('There is a trace.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the investigation' })).toHaveAttribute('aria-disabled', 'true');
});

test('somebody else who was faster is told of, and nothing is lost', async ({ page, complaints }) => {
  const record = await register();
  await page.goto(`/cases/${idOf(record.name)}`);
  await page.getByRole('button', { name: 'Close' }).click();
  await cases.assignCase({
    name: record.name,
    assignee: 'officer-7',
    reason: 'New on the case',
    requestId: `assign-${record.name}`,
  });
  await page.getByLabel('Reason').fill('No offence after all.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else has changed');

  await page.getByRole('button', { name: 'Read the case again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await expect(page.getByText('Closed', { exact: true })).toBeVisible();
  await expect(page.getByText('officer-7').first()).toBeVisible();
  expect((await cases.getCase({ name: record.name })).turns.at(-1)?.reason).toBe('No offence after all.');
  complaints.length = 0;
});

test('what could not be sent without a network is not done when there is one again', async ({ page, context, complaints }) => {
  const record = await register();
  await page.goto(`/${record.name}`);
  await page.getByRole('button', { name: 'Void' }).click();
  await page.getByLabel('Reason').fill('By mistake.');
  await context.setOffline(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Void' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).last().click();
  const sent: string[] = [];
  page.on('request', (request) => request.url().includes('VoidCase') && sent.push(request.url()));

  await context.setOffline(false);
  await page.getByRole('navigation').getByRole('link', { name: 'Cases' }).click();

  await expect(page.getByRole('region', { name: 'Cases that match' })).toBeVisible();
  expect(sent).toEqual([]);
  expect((await cases.getCase({ name: record.name })).etag).toBe(record.etag);
  complaints.length = 0;
});

test('the focus follows what is opened, and goes back when it is closed', async ({ page }) => {
  const record = await register();
  await page.goto(`/cases?number=${record.number}`);
  await page.getByRole('link', { name: record.number }).click();
  await expect(page.getByRole('heading', { level: 1, name: record.number })).toBeFocused();

  await page.getByRole('button', { name: 'Void' }).click();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('button', { name: 'Void' })).toBeFocused();
});

test('what was filtered and half-written is there again for whoever comes back', async ({ page }) => {
  const record = await register();
  await page.goto(`/cases?number=${record.number}`);
  await page.getByRole('link', { name: record.number }).click();
  await page.getByLabel('Note').fill('Half');

  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(page.getByLabel('Case number')).toHaveValue(record.number);
  await page.getByRole('link', { name: record.number }).click();

  await expect(page.getByLabel('Note')).toHaveValue('Half');
});

test('a rule that forbids something is told', async ({ page }) => {
  const record = await register();
  await page.goto(`/cases/${idOf(record.name)}`);

  await page.getByRole('button', { name: 'Reopen' }).focus();

  await expect(page.getByRole('tooltip')).toContainText('Not while the case is: Registered');
});

test('a note is added and stands in the timeline', async ({ page }) => {
  const record = await register();
  await page.goto(`/cases/${idOf(record.name)}`);
  await page.getByLabel('Note').fill('The boat has been found.');

  await page.getByRole('button', { name: 'Add a note' }).click();

  await expect(page.getByRole('listitem').filter({ hasText: 'The boat has been found.' })).toBeVisible();
  await expect(page.getByLabel('Note')).toHaveValue('');
});

test('a case that is not there is told', async ({ page, complaints }) => {
  await page.goto('/cases/nothing');

  await expect(page.getByRole('alert')).toContainText('There is no such record');
  complaints.length = 0;
});
