import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page';
import { requestCorrection } from './signed';
import { signedAddress, signInAs, tokenOf } from './tokens';

/** Has the session end at the server, which the page finds out by what it asks for next. */
async function endSession(page: Page) {
  const ended = await page.request.post(`${signedAddress}/session/sign-out`, { headers: { 'x-border-web': '1' } });
  expect(ended.ok()).toBe(true);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
}

async function handIn(page: Page, token: string) {
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

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

test('when a session ends, what was written is out of sight, and there again for whoever wrote it', async ({
  page,
  complaints,
}) => {
  const { case: written } = await requestCorrection('supervisor', 'invented');
  await signInAs(page, 'supervisor', `/${written}`);
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('half-written');

  await endSession(page);

  await expect(page.getByText('Your session has ended.', { exact: false })).toBeVisible();
  await expect(note).toBeHidden();
  await expectAccessible(page);
  await handIn(page, tokenOf('supervisor'));
  await expect(note).toBeVisible();
  await expect(note).toHaveValue('half-written');
  complaints.length = 0;
});

test('what somebody wrote is not there for another user', async ({ page, complaints }) => {
  await signInAs(page, 'supervisor', '/cases?number=half-written');
  await endSession(page);

  await handIn(page, tokenOf('auditor'));

  await expect(page).not.toHaveURL(/half-written/);
  await expect(page.getByRole('button', { name: 'auditor-1' })).toBeVisible();
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
