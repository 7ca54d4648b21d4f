import { expect, expectAccessible, expectAnswered, test } from './page';
import { auditOf, registerPerson } from './signed';
import { signInAs } from './tokens';

const newName = () =>
  `Quaxo${Math.random()
    .toString(36)
    .replace(/[^a-z]/g, '')}`;
const newNumber = () => `X${Math.random().toString().slice(2, 10)}`;
const idOf = (name: string) => name.slice('persons/'.length);

test('a person is searched for a purpose, found masked, and is in no address or storage', async ({ page }) => {
  const [name, number] = [newName(), newNumber()];
  const person = await registerPerson(name, number);
  await signInAs(page, 'investigator');
  await page.getByRole('navigation').getByRole('link', { name: 'Persons' }).click();
  await page.getByLabel('Name, document or number').fill(name);
  await expect(page.getByRole('button', { name: 'Search' })).toBeDisabled();
  await page.getByRole('combobox', { name: 'What you read personal data for' }).selectOption('investigation');

  await page.getByRole('button', { name: 'Search' }).click();

  const found = page.getByRole('table', { name: 'Records that were found' });
  await expect(found.getByRole('cell', { name: 'Q•• A••' })).toBeVisible();
  await expect(found).not.toContainText(name);
  await expectAccessible(page);
  await found.getByRole('link', { name: person.name }).click();
  await expect(page.getByText(name)).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]),
  );
  expect(kept.toLowerCase()).not.toContain(name.toLowerCase());
});

test('what was found is there again for whoever comes back, and is no other search', async ({ page }) => {
  const name = newName();
  const person = await registerPerson(name, newNumber());
  await signInAs(page, 'investigator', '/persons');
  await page.getByLabel('Name, document or number').fill(name);
  await page.getByRole('combobox', { name: 'What you read personal data for' }).selectOption('investigation');
  await page.getByRole('button', { name: 'Search' }).click();
  const found = page.getByRole('table', { name: 'Records that were found' });
  await found.getByRole('link', { name: person.name }).click();
  await expect(page.getByText(name)).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => /SearchRecords|GetPerson/.test(request.url()) && asked.push(request.url()));

  await page.getByRole('link', { name: 'Back to persons' }).click();

  await expect(found.getByRole('cell', { name: 'Q•• A••' })).toBeVisible();
  await expect(page.getByLabel('Name, document or number')).toHaveValue(name);
  await expectAnswered(page);
  expect(asked).toEqual([]);
});

test('the number of a document is revealed when it is asked for, and every read is audited with its purpose', async ({
  page,
}) => {
  const number = newNumber();
  const person = await registerPerson(newName(), number);
  await signInAs(page, 'patrol_officer', `/persons/${idOf(person.name)}`);
  await page.getByRole('combobox', { name: 'What you read personal data for' }).selectOption('border_check');
  await expect(page.getByText('May be the same person')).toHaveCount(0);
  await expect(page.getByText(number)).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Reveal Number' }).click();

  await expect(page.getByText(number)).toBeVisible();
  const { entries } = await (await auditOf('persons')).listEntries({ service: 'persons', record: person.name });
  expect(entries.filter(({ actor }) => actor === 'patrol_officer-1').map(({ purpose }) => purpose)).toContain('border_check');
});

test('two records are compared, decided to be one person, merged, and unmerged again', async ({ page }) => {
  const [name, number] = [newName(), newNumber()];
  const first = await registerPerson(name, number);
  const second = await registerPerson(name, number);
  await signInAs(page, 'supervisor', `/persons/${idOf(first.name)}`);
  await page.getByRole('combobox', { name: 'What you read personal data for' }).selectOption('matching');
  await page.getByRole('link', { name: `Compare: ${second.name}` }).click();
  await expect(page.getByRole('heading', { name: 'Second record' })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(2);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'The same person', exact: true }).click();
  await page.getByLabel('Reason').fill('One passport.');
  await page.getByRole('dialog').getByRole('button', { name: 'The same person', exact: true }).click();
  await page.getByRole('button', { name: `Merge into ${first.name}` }).click();
  await page.getByLabel('Reason').fill('Registered twice.');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Merge into ${first.name}` })
    .click();

  await expect(page.getByText('It is carried out.')).toBeVisible();
  await page.getByRole('link', { name: first.name }).click();
  await expect(page.getByRole('heading', { name: 'Merged into this one' })).toBeVisible();
  await page.getByRole('button', { name: 'Take the merge back' }).click();
  await page.getByLabel('Reason').fill('Twins.');
  await page.getByRole('dialog').getByRole('button', { name: 'Take the merge back' }).click();
  await expect(page.getByRole('heading', { name: 'Merged into this one' })).toHaveCount(0);
  await expect(page.getByText('Not the same person')).toBeVisible();
});

test('an analyst is refused persons', async ({ page, complaints }) => {
  await signInAs(page, 'headquarters_analyst', '/persons');

  await expect(page.getByRole('alert').first()).toContainText('You have no right to this');
  complaints.length = 0;
});
