import type { Page } from '@playwright/test';
import { en } from '../src/language/en';
import { zh } from '../src/language/zh';
import { expect, expectAccessible, test, turnTo } from './page';
import { register } from './services';
import { signInAs } from './tokens';

const period = 'period=2021-H1';

/** The application is loaded the first time, and for a page that is shown already. */
async function show(page: Page, path: string) {
  const here = new URL(page.url());
  if (here.protocol === 'about:' || path.startsWith(here.pathname)) await page.goto(path);
  else await turnTo(page, path);
}

const named = (page: Page, role: 'button' | 'combobox' | 'slider' | 'heading', name: string | RegExp) =>
  page.getByRole(role, { name }).first();

/** What opens over a page, one of each kind. What a browser draws by itself, as it does a calendar, is no part of the page. */
const opened = (words: typeof en | typeof zh): Record<string, (page: Page) => Promise<void>> => ({
  'the menu of exports': async (page) => {
    await show(page, `/figures?indicator=suspects_arrested&${period}`);
    await named(page, 'button', `${words.export.title}: ${words.figures.chart}`).click();
    await expect(page.getByRole('menuitem', { name: words.export.svg })).toBeVisible();
    await expect(page.getByRole('menuitem').first()).toBeFocused();
  },
  'the menu of saved filters': async (page) => {
    await show(page, '/cases?state=UNDER_INVESTIGATION');
    await named(page, 'button', words.filters.title).click();
    await expect(page.getByRole('menuitem', { name: words.filters.save })).toBeFocused();
  },
  'the dialog that saves a filter, without its name': async (page) => {
    await page.getByRole('menuitem', { name: words.filters.save }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.filters.keep, exact: true }).click();
    await expect(page.getByText(words.filters.faults.required)).toBeVisible();
  },
  'the choice of an area': async (page) => {
    await show(page, `/bulletin?${period}`);
    await named(page, 'combobox', words.area.label).click();
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  },
  'the choice of an area, where none is called so': async (page) => {
    await show(page, `/bulletin?${period}`);
    await named(page, 'combobox', words.area.label).click();
    await named(page, 'combobox', words.area.label).fill('Nowhere');
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(0);
  },
  'the choice of several indicators': async (page) => {
    await show(page, `/completeness?${period}`);
    await named(page, 'combobox', words.completeness.indicators).click();
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  },
  'the explanation of a figure': async (page) => {
    await show(page, `/figures?indicator=suspects_arrested&${period}&by=area`);
    await page.locator('tbody button').first().click();
    await expect(page.getByRole('dialog').getByRole('table', { name: words.explain.records })).toBeVisible();
  },
  'the dialog of an act, without its reason': async (page) => {
    await show(page, `/${(await register()).name}`);
    await named(page, 'button', words.verb.void).click();
    await page.getByRole('dialog').getByRole('button', { name: words.verb.void }).click();
    await expect(page.getByText(words.verb.required)).toBeVisible();
  },
  'the dialog of a draft': async (page) => {
    await show(page, `/bulletin?${period}`);
    await named(page, 'button', words.releases.verb.draft).click();
    await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
  },
  'why an act is forbidden': async (page) => {
    await show(page, `/${(await register()).name}`);
    await named(page, 'button', words.verb.reopen).focus();
    await expect(page.getByRole('tooltip')).toBeVisible();
  },
  'the pages, where there is no place for them': async (page) => {
    await page.setViewportSize({ width: 640, height: 900 });
    await show(page, `/bulletin?${period}`);
    await named(page, 'button', words.app.pages).click();
    await expect(page.getByRole('navigation').getByRole('link').first()).toBeInViewport();
  },
  'the menu of the user': async (page) => {
    await signInAs(page, 'supervisor');
    await named(page, 'button', 'supervisor-1').click();
    await expect(page.getByRole('menuitem', { name: words.app.signOut, exact: true })).toBeVisible();
  },
});

for (const [language, words] of [
  ['en', en],
  ['zh', zh],
] as const) {
  test(`whatever opens can be used by everybody, ${language}`, async ({ page }) => {
    test.slow();
    await page.addInitScript((chosen) => localStorage.setItem('border-language', chosen), language);
    for (const [name, open] of Object.entries(opened(words))) {
      await test.step(name, async () => {
        await page.setViewportSize({ width: 1366, height: 900 });
        await open(page);
        // What fades in has its own colours only then.
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
        await expectAccessible(page);
      });
    }
  });
}
