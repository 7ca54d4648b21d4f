import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { ErasureService } from '../src/gen/border/erasures/v1/erasure_pb';
import { recordPatrol, recordSeizure, recordSeizureOnly } from './field';
import { expect, expectAccessible, test } from './page';
import { newId, register, transportTo } from './services';
import { requestCorrection } from './signed';
import { signedAddress, signInAs } from './tokens';

test('a patrol is shown with its track on a map, its effort and what it saw', async ({ page }) => {
  const patrol = await recordPatrol();
  await page.goto('/patrols?area=53');
  await expect(page.getByRole('region', { name: 'Patrols that match' }).getByRole('link').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/${patrol.name}`);

  await expect(page.getByRole('region', { name: 'Map of the track' }).locator('canvas')).toBeVisible();
  await expect(page.getByText('Towards the river')).toBeVisible();
  await expect(page.getByText('Officer hours').locator('..')).toContainText('12');
  await expect(page.getByText('Points of the track').locator('..')).toContainText('3');
  await expectAccessible(page);
});

test('a seizure is shown with its exhibit, which balances, and its chain is verified', async ({ page }) => {
  const seizure = await recordSeizure();
  await page.goto('/seizures?kind=DRUG');
  await expect(page.getByRole('region', { name: 'Seizures that match' }).getByRole('link').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/${seizure.name}`);

  await page.getByRole('button', { name: /drug \(whole\)/ }).click();

  await expect(page.getByText('It balances.', { exact: false })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Custody chain' })).toContainText('taken into custody');
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText('The chain is intact: 1 entries.')).toBeVisible();
  await expectAccessible(page);
});

/** Somebody else than the user of the pages: one person alone erases nothing. */
const proposer = createClient(
  ErasureService,
  createGrpcTransport({ baseUrl: process.env.BORDER_WEB_GRPC ?? 'http://127.0.0.1:5400' }),
);

test('what was erased is told as such, with the reason, and not as if it had never been there', async ({ page }) => {
  for (const { name } of [await recordSeizureOnly(), await register(), await recordPatrol()]) {
    const erasure = { name, erasureId: newId(), reason: 'Ten years are over.' };
    await proposer.proposeErasure({ ...erasure, requestId: newId() }, { headers: { 'border-actor': 'another' } });
    const service = createClient(ErasureService, transportTo(name.slice(0, name.indexOf('/'))));
    await service.eraseRecord({ ...erasure, requestId: newId() });

    await page.goto(`/${name}`);

    await expect(page.getByRole('note')).toContainText('What this record said about persons was erased');
    await expect(page.getByRole('note')).toContainText('Reason: Ten years are over.');
    await expectAccessible(page);
  }
});

test('every queue of reviews opens', async ({ page }) => {
  await page.goto('/reviews');
  for (const queue of ['Matches', 'Corrections', 'Transfers', 'Reports', 'Overdue patrols', 'Notices']) {
    await page.getByRole('tab', { name: queue }).click();
    await expect(page.getByRole('tabpanel').getByRole('status').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectAccessible(page);
  }
});

test('a correction is decided by another than who asked for it', async ({ page }) => {
  const [others, own] = [`Wrong unit ${newId()}`, `Wrong unit ${newId()}`];
  await requestCorrection('investigator', others);
  await requestCorrection('supervisor', own);
  await signInAs(page, 'supervisor', '/reviews?queue=corrections');
  const entry = page.getByText(others).locator('..');
  await expect(entry.getByRole('cell', { name: 'U-2' })).toBeVisible();
  await expectAccessible(page);

  await entry.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

  await expect(page.getByText(others)).toHaveCount(0);
  const refused = page.getByText(own).locator('..').getByRole('button', { name: 'Approve' });
  await expect(refused).toHaveAttribute('aria-description', 'Nobody decides their own request.');
});

test('an auditor reads the log and verifies its chain; others do not', async ({ page, complaints }) => {
  await signInAs(page, 'auditor');
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click();
  await page.getByLabel('Service').selectOption('cases');

  await page.getByRole('button', { name: 'Verify the chain' }).click();

  await expect(page.getByText('The chain is intact up to entry')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'auditor-1' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByLabel('Token', { exact: true })).toBeVisible();
  await signInAs(page, 'administrator');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Audit' })).toHaveCount(0);
  await page.goto(`${signedAddress}/audit`);
  await expect(page.getByRole('alert').first()).toContainText('You have no right to this');
  complaints.length = 0;
});
