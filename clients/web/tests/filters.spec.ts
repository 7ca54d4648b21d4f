import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { type FilteredPageName, savedKeys } from '../src/filters/terms';
import { FilteredPage, SavedFilterService } from '../src/gen/border/statistics/v1/filters_pb';
import { expect, expectAccessible, test } from './page';
import { newId, transportTo } from './services';

const filters = createClient(SavedFilterService, transportTo('statistics'));

test('a filter is saved, chosen, renamed and deleted by the keyboard alone, and is there in another browser', async ({
  page,
  browser,
}) => {
  const [first, second] = [`Mine ${newId().replace(/\d/g, 'x')}`, `Ours ${newId().replace(/\d/g, 'x')}`];
  await page.goto('/seizures?state=RECORDED&area=53&from=2021-01-01');
  const menu = page.getByRole('button', { name: 'Saved filters' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Save this filter' }).press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type(first);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(new URL('/seizures', page.url()).href);
  await theirs.getByRole('button', { name: 'Saved filters' }).click();
  await theirs.getByRole('menuitem', { name: first }).click();
  await expect(theirs).toHaveURL(/area=.*53/);
  await expect(theirs).toHaveURL(/state=RECORDED.*from=2021-01-01|from=2021-01-01.*state=RECORDED/);
  await other.close();

  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename or delete' }).press('Enter');
  const name = page.getByLabel(`Name of “${first}”`);
  await name.fill(second);
  await expectAccessible(page);
  await name.press('Enter');
  await page.getByRole('button', { name: `Delete “${second}”` }).press('Enter');
  await expect(page.getByLabel(`Name of “${second}”`)).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Mine');
});

test('a name that could be the number of a document is not taken', async ({ page }) => {
  await page.goto('/cases?state=CLOSED');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('menuitem', { name: 'Save this filter' }).click();
  await page.getByLabel('Name').fill('Passport 1234567');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(page.getByText('It must have no number of five digits or more.')).toBeVisible();
});

test('what the pages save is what the service takes', async () => {
  for (const [page, keys] of Object.entries(savedKeys)) {
    const terms = keys.map((key) => ({ key, value: '53' }));
    const filter = { page: FilteredPage[page as FilteredPageName], title: newId().replace(/\d/g, 'x'), terms };
    const id = newId();
    const { name } = await filters.saveFilter({ filterId: id, requestId: id, filter });
    await filters.deleteFilter({ name, requestId: newId() });
  }
  const id = newId();
  const filter = { page: FilteredPage.CASES, title: 'One case', terms: [{ key: 'number', value: '5301-2021-1' }] };
  const refused = await filters.saveFilter({ filterId: id, requestId: id, filter }).catch((error: unknown) => error);
  expect(ConnectError.from(refused).code).toBe(Code.InvalidArgument);
});
