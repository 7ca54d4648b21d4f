import { expect, expectAccessible, test } from './page';
import { signedAddress, signInAs, tokenOf } from './tokens';

test('a bulletin is drafted by one person, signed by another, published, and withdrawn by a notice', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'headquarters_analyst', '/bulletin?period=2019-Q3');
  await page.getByRole('button', { name: 'Draft a release' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Draft a release' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Release' })).toBeVisible();
  await expect(page.getByText('Nothing was found.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign' })).toBeDisabled();
  await expect(page.getByText('Another person signs it')).toBeVisible();
  await expectAccessible(page);
  const address = page.url();

  const second = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await second.goto(signedAddress);
  await second.getByLabel('Token', { exact: true }).fill(tokenOf('supervisor', ['*'], 'second'));
  await second.getByRole('button', { name: 'Sign in' }).click();
  await expect(second.getByRole('button', { name: 'second' })).toBeVisible();
  await second.goto(address);
  await second.getByRole('button', { name: 'Sign', exact: true }).click();
  await second.getByRole('button', { name: 'Publish' }).click();
  await expect(second.getByRole('dialog')).toContainText('Quarter 3, 2019, The whole nation');
  await second.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(second.getByText('published', { exact: true })).toBeVisible();
  await expect(second.getByText('stand as they were published')).toBeVisible();
  await expectAccessible(second);

  await second.getByRole('button', { name: 'Withdraw' }).click();
  const notice = second.getByRole('dialog');
  await notice.getByLabel('English').fill('A figure was wrong.');
  await notice.getByLabel('Chinese').fill('数据有误。');
  await notice.getByRole('button', { name: 'Withdraw' }).click();
  await expect(second.getByText('A figure was wrong.')).toBeVisible();
  await second.context().close();
});

test('the list of releases has the draft of the demo, which the user of the machine can sign', async ({ page }) => {
  await page.goto('/releases?state=DRAFT');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'First half, 2021' }).click();

  await expect(page.getByText('border cases were registered', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Border cases registered' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeVisible();
  await expect(page.getByText('warns', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test('a release is printed as a clean PDF', async ({ page }) => {
  await page.goto('/releases?state=DRAFT');
  await page.getByRole('link', { name: 'First half, 2021' }).click();
  await expect(page.getByRole('table', { name: 'Border cases registered' })).toBeVisible();

  const pdf = await page.pdf({ format: 'A4' });
  await page.emulateMedia({ media: 'print' });

  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'How it is counted' })).toBeVisible();
  // A4 within its margins.
  await page.setViewportSize({ width: 688, height: 1017 });
  const cut = await page
    .getByRole('table')
    .evaluateAll((tables) => tables.filter((table) => table.getBoundingClientRect().right > window.innerWidth).length);
  expect(cut).toBe(0);
});

test('releases are told in Chinese', async ({ page }) => {
  await page.goto('/releases');
  await page.getByText('中文', { exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: '发布' })).toBeVisible();
  await expectAccessible(page);
});
