import { expect, expectAccessible, test } from './page';
import { signedAddress, signInAs, tokenOf } from './tokens';

test('nobody sees a page before signing in, and the token is in no storage of the browser', async ({ page, context }) => {
  await page.goto(`${signedAddress}/cases`);
  await expect(page.getByText('Sign in to see this page.')).toBeVisible();
  await expectAccessible(page);
  const token = tokenOf('supervisor');
  await page.getByLabel('Token', { exact: true }).fill(token);

  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Cases' })).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
  expect(kept + JSON.stringify(await context.cookies())).not.toContain(token.split('.')[1]);
});

test('a token that is not good is refused', async ({ page, complaints }) => {
  await page.goto(`${signedAddress}/`);
  await page.getByLabel('Token', { exact: true }).fill('a.b.c');

  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByText('The token is not accepted.')).toBeVisible();
  complaints.length = 0;
});

test('who signs out is signed out, in every window', async ({ page, context }) => {
  await signInAs(page, 'auditor');
  const other = await context.newPage();
  await other.goto(`${signedAddress}/figures`);
  await expect(other.getByRole('button', { name: 'auditor-1' })).toBeVisible();
  await page.getByRole('button', { name: 'auditor-1' }).click();

  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();

  await expect(page.getByLabel('Token', { exact: true })).toBeVisible();
  await expect(other.getByLabel('Token', { exact: true })).toBeVisible();
  await other.close();
});

test('an analyst is shown figures, and refused cases', async ({ page, complaints }) => {
  await signInAs(page, 'headquarters_analyst');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Cases' })).toHaveCount(0);

  await page.goto(`${signedAddress}/cases`);

  await expect(page.getByRole('alert').first()).toContainText('You have no right to this');
  complaints.length = 0;
});
