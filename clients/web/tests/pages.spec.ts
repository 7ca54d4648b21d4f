import type { Locator, Page } from '@playwright/test';
import { isFor, pages, type Role, recorders } from '../src/app/pages';
import { serviceNames } from '../src/services/clients';
import { recordPatrol, recordSeizure, registerDevice } from './field';
import { expect, expectAccessible, expectAnswered, test, turnTo } from './page';
import { newId } from './services';
import { auditOf, registerPerson, requestCorrection, transportOf } from './signed';
import { signedAddress, signInAs } from './tokens';

const roles: Role[] = ['patrol_officer', 'investigator', 'supervisor', 'headquarters_analyst', 'auditor', 'administrator'];

const of = (role: Role) => ({ roles: [role], areas: ['*'] });

/** A page, who has a right to it, and what shows that it is there. */
interface Entry {
  path: string;
  roles?: Role[];
  main: (page: Page) => Locator;
}

const region = (name: string | RegExp) => (page: Page) => page.getByRole('region', { name }).first();

const mains: Record<string, (page: Page) => Locator> = {
  bulletin: (page) => page.getByText('As known on', { exact: false }).first(),
  releases: (page) => page.getByLabel('State', { exact: true }),
  figures: region('Table'),
  map: region('Map of the figure'),
  completeness: (page) => page.getByText(/\d+ reported|Nothing is expected/).first(),
  cases: region('Cases that match'),
  persons: (page) => page.getByLabel('Name, document or number'),
  patrols: region('Patrols that match'),
  seizures: region('Seizures that match'),
  reviews: (page) => page.getByRole('tabpanel').getByRole('status').first(),
  devices: region('Devices that match'),
  audit: region('Entries'),
};

/** One record of each kind, and the pages of all of them. */
let records: Entry[] = [];

test.beforeAll(async () => {
  const [patrols, seizures] = [await transportOf('supervisor', 'patrols'), await transportOf('supervisor', 'seizures')];
  const [patrol, seizure, person] = [
    await recordPatrol(patrols),
    await recordSeizure(seizures),
    await registerPerson('Quaxo', newId()),
  ];
  const correction = await requestCorrection('supervisor', 'invented');
  await registerDevice(patrols);
  records = [
    { path: `/${patrol.name}`, roles: recorders, main: region('Map of the track') },
    { path: `/${seizure.name}`, roles: recorders, main: region('Items') },
    {
      path: `/${correction.case}`,
      roles: ['investigator', 'supervisor', 'auditor'],
      main: region('Facts'),
    },
    { path: `/${person.name}`, roles: recorders, main: (page) => page.getByLabel('What you read personal data for') },
  ];
});

const entries = (): Entry[] => [
  ...pages.map((entry) => ({ ...entry, path: `/${entry.page}`, main: mains[entry.page] as Entry['main'] })),
  ...records,
];

for (const role of roles) {
  test(`${role} has the pages that are theirs, and is told of a missing right on the others`, async ({ page, complaints }) => {
    test.slow();
    await signInAs(page, role);
    const offered = await page.getByRole('navigation').getByRole('link').allTextContents();
    expect(offered).toHaveLength(pages.filter((entry) => isFor(entry, of(role))).length);
    for (const entry of entries()) {
      await test.step(entry.path, async () => {
        await turnTo(page, entry.path);
        if (isFor(entry, of(role))) {
          await expect(entry.main(page)).toBeVisible();
          await expect(page.getByRole('alert')).toHaveCount(0);
        } else await expect(page.getByRole('alert').first()).toContainText('You have no right to this');
      });
    }
    // A browser complains of every answer that refuses.
    complaints.length = 0;
  });
}

for (const role of roles) {
  test(`${role} asks for nothing that is refused by turning to the pages of the menu`, async ({ page }) => {
    test.slow();
    const user = `${role}-${newId()}`;
    await signInAs(page, role, '/releases', user);
    const theirs = pages.filter((entry) => isFor(entry, of(role)));
    for (const { page: name } of theirs) {
      await turnTo(page, `/${name}`);
      await expect((mains[name] as Entry['main'])(page)).toBeVisible();
    }
    await expectAnswered(page);

    const logs = serviceNames.map(async (service) =>
      (await auditOf(service)).listEntries({ service, actor: user, pageSize: 100 }),
    );
    const entries = (await Promise.all(logs)).flatMap((log) => log.entries);
    expect(entries.filter(({ outcome }) => outcome === 'not_permitted').map(({ method }) => method)).toEqual([]);
  });
}

test('whoever is responsible for an area is shown that area, and offered no queue of the nation', async ({ page }) => {
  await signInAs(page, 'supervisor', '/bulletin', 'supervisor-of-53', ['53']);
  await expect(page.getByRole('heading', { name: /, 53$/ })).toBeVisible();

  for (const name of ['figures', 'map']) {
    await turnTo(page, `/${name}`);
    await expect((mains[name] as Entry['main'])(page)).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Area' })).toContainText('53');
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await turnTo(page, '/reviews');
  await expect(page.getByRole('tab', { name: 'Corrections' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Matches' })).toHaveCount(0);
});

for (const [language, name] of [
  ['en', 'English'],
  ['zh-Hans', '中文'],
] as const) {
  test(`every page can be used by everybody, ${name}`, async ({ page }) => {
    test.slow();
    const tryPages = async (role: Role, tried: Entry[]) => {
      await page.context().clearCookies();
      await signInAs(page, role);
      // A page may say the same of its own.
      await page
        .getByRole('radiogroup', { name: /^(Language|语言)$/ })
        .getByText(name, { exact: true })
        .click();
      for (const { path } of tried) {
        await test.step(path, async () => {
          await turnTo(page, path);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(page.locator('[role=status][aria-label]')).toHaveCount(0);
          await expectAccessible(page);
        });
      }
    };
    const isTheirs = (entry: Entry) => isFor(entry, of('supervisor'));
    await tryPages('supervisor', entries().filter(isTheirs));
    await tryPages(
      'auditor',
      entries().filter((entry) => !isTheirs(entry)),
    );
  });
}

test('a lost device is revoked with a reason, and by nobody twice', async ({ page }) => {
  const device = await registerDevice(await transportOf('supervisor', 'patrols'));
  await signInAs(page, 'supervisor', '/devices?state=ACTIVE');
  const row = page.getByRole('row').filter({ hasText: device.name });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await expectAccessible(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByText('A reason is needed.')).toBeVisible();

  await dialog.getByLabel('Reason').fill('Lost at the river.');
  await dialog.getByRole('button', { name: 'Revoke' }).click();

  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);
  await page.goto(`${signedAddress}/devices?state=REVOKED`);
  await expect(row.getByRole('button', { name: 'Revoke' })).toHaveAttribute('aria-description', 'It is revoked already.');
});

test('an auditor sees devices and revokes none', async ({ page }) => {
  await registerDevice(await transportOf('supervisor', 'patrols'));
  await signInAs(page, 'auditor', '/devices');

  await expect(page.getByRole('region', { name: 'Devices that match' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
});
