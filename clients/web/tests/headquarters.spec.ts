import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import exceljs from 'exceljs';
import { pages } from '../src/app/pages';
import { expect, expectAccessible, test, turnTo } from './page';
import { register } from './services';

/** What an export of a part of the page gives. */
async function saved(page: Page, part: string | RegExp, item: string) {
  const started = page.waitForEvent('download');
  await page
    .getByRole('region', { name: part })
    .getByRole('button', { name: /^Export/ })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await started).path());
}

test('the bulletin shows the latest half-year in both languages', async ({ page }) => {
  await page.goto('/');

  await expect(page.getByRole('heading', { name: 'Border bulletin: first half of 2021' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Headline figures' }).getByRole('listitem')).toHaveCount(8);
  await expect(page.locator('[lang=en]').getByText('border cases were registered', { exact: false })).toBeVisible();
  await expect(page.locator('[lang=zh-Hans]').getByText('立案侦办', { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test('the bulletin follows the period and the area in its address', async ({ page }) => {
  await page.goto('/bulletin');
  await expect(page.getByRole('heading', { name: 'first half of 2021' })).toBeVisible();
  await page.getByLabel('Year', { exact: true }).selectOption('2020');
  await expect(page.getByRole('heading', { name: 'first half of 2020' })).toBeVisible();

  await page.getByRole('combobox', { name: 'Area' }).click();
  await page.getByRole('combobox', { name: 'Area' }).fill('Yunnan');
  await page.getByRole('option', { name: '53 Yunnan' }).click();

  await expect(page).toHaveURL(/period=2020-H1.*area=/);
  await page.reload();
  await expect(page.getByRole('heading', { name: /Yunnan.*first half of 2020|first half of 2020.*Yunnan/ })).toBeVisible();
});

test('on a phone the table of the bulletin is read by whole words, and moved by the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/bulletin?period=2021-H1');
  const table = page.getByRole('region', { name: 'All figures' }).getByRole('table');
  await expect(table).toBeVisible();

  const around = page.getByRole('region', { name: 'All figures' }).getByRole('group').first();
  await expect(around).toHaveAttribute('tabindex', '0');
  const name = await table.getByRole('rowheader').first().boundingBox();
  expect(name?.width).toBeGreaterThanOrEqual(144);
  expect(name?.height).toBeLessThan(120);
  await expectAccessible(page);
});

test('styles of the application hold over those of the library, in whatever order they come', async ({ page }) => {
  await page.goto('/');

  await expect(page.getByRole('banner')).toHaveCSS('background-color', 'rgb(18, 58, 82)');
  await expect(page.getByRole('listitem').first()).toHaveCSS('border-top-width', '3px');
});

test('a period of which nothing is known says so', async ({ page }) => {
  await page.goto('/bulletin?period=2012-H1');

  await expect(page.getByText('Nothing was counted or reported')).toBeVisible();
});

test('the bulletin is printed without what is for the screen', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('list', { name: 'Headline figures' })).toBeVisible();

  await page.emulateMedia({ media: 'print' });

  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('list', { name: 'Headline figures' })).toBeVisible();
});

test('the language is switched, kept, and told to readers of screens', async ({ page }) => {
  await page.goto('/');
  await page.getByText('中文', { exact: true }).click();

  await expect(page.getByRole('heading', { name: '通报', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByText('2021年6月30日', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
});

test('a figure is drawn, told in a table, and explained down to its records', async ({ page }) => {
  await page.goto('/figures?indicator=suspects_arrested&period=2021-H1');
  await expect(page.getByRole('img', { name: 'Chart: Suspects arrested' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(7);
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Explain .* of March, 2021/ }).click();

  const explanation = page.getByRole('dialog');
  await expect(explanation.getByText('Counts arrests in cases', { exact: false })).toBeVisible();
  await expect(explanation.getByRole('table', { name: 'The records' }).getByRole('link').first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(explanation).toBeHidden();
  await expect(page.getByRole('button', { name: /^Explain .* of March, 2021/ })).toBeFocused();
});

test('figures of the area before say what they are of, and are dimmed until those of the other are there', async ({ page }) => {
  await page.goto('/figures?indicator=suspects_arrested&period=2021-H1&area=53');
  const former = page.getByRole('region', { name: 'Suspects arrested, First half, 2021, Yunnan' });
  await expect(former).toBeVisible();
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/GetFigures/, async (route) => {
    await asked;
    await route.continue();
  });
  await page.getByRole('combobox', { name: 'Area' }).click();
  await page.getByRole('combobox', { name: 'Area' }).fill('65');
  await page.getByRole('option', { name: /^65 / }).click();
  await expect(page).toHaveURL(/area=%2265/);

  await expect(page.locator('[aria-busy=true]', { has: former })).toBeVisible();
  answer();

  await expect(former).toHaveCount(0);
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
});

test('figures that cannot be asked for without a network say so, and are there once there is one', async ({
  page,
  complaints,
}) => {
  await page.route(/ListIndicators/, (route) => route.abort());
  await page.goto('/figures?period=2021-H1');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('cannot be reached');

  await page.unroute(/ListIndicators/);
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByRole('img', { name: /^Chart/ })).toBeVisible();
  complaints.length = 0;
});

test('a figure can be asked for as it was known on a day', async ({ page }) => {
  await page.goto('/figures?indicator=suspects_arrested&period=2021-H1&by=none');
  await page.getByRole('slider', { name: 'As known on' }).press('Home');

  await expect(page).toHaveURL(/asOf=/);
  await expect(page.getByRole('button', { name: /^Explain 0 of/ })).toBeVisible();
});

test('a table is downloaded as CSV with exact numbers', async ({ page }) => {
  await page.goto('/figures?indicator=drugs_seized&period=2021-H1&by=area');

  const lines = (await saved(page, 'Table', 'Table as CSV')).toString().trimEnd().split('\r\n');

  expect(lines[0]).toBe(
    '\ufeffindicator,period,start_date,end_date,area,category,name,value,low,high,unit,base_period,base,change,percent,marks,flags,remainder',
  );
  expect(lines).toHaveLength(await page.getByRole('row').count());
});

test('a table is exported as a workbook, and its chart as a drawing', async ({ page }) => {
  await page.goto('/figures?indicator=suspects_arrested&period=2021-H1');

  const book = new exceljs.Workbook();
  await book.xlsx.load((await saved(page, 'Table', 'Table as XLSX')) as unknown as ArrayBuffer);
  const drawing = (await saved(page, /^Suspects arrested/, 'Chart as SVG')).toString();

  expect(book.worksheets.map(({ name }) => name)).toEqual(['Cover', 'Table']);
  expect(book.getWorksheet('Cover')?.getColumn(1).values.join('\n')).toContain('p: provisional');
  expect(book.getWorksheet('Table')?.rowCount).toBe(7);
  expect(typeof book.getWorksheet('Table')?.getCell('H2').value).toBe('number');
  expect(drawing).toMatch(/^<svg .*<\/svg>$/s);
});

test('the trends of areas stand side by side, and are taken out as one drawing', async ({ page }) => {
  await page.goto('/figures?indicator=border_cases_registered&period=2021-H1');
  await page.getByLabel('Show the trend of each area').check();

  await expect(page.getByRole('img', { name: 'Chart: Border cases registered, Yunnan' })).toBeVisible();
  await expect(page).toHaveURL(/small=true/);
  await expectAccessible(page);
  const drawing = (await saved(page, 'Area by area', 'Chart as SVG')).toString();
  expect(drawing.match(/<svg /g)?.length).toBe(1 + (await page.getByRole('img', { name: /^Chart: .*, / }).count()));
  expect(drawing).toContain('>Yunnan</text>');
});

test('the map shows a figure by area, and what happened in a month', async ({ page }) => {
  await page.goto('/map?indicator=border_cases_registered&period=2021-H1');
  const map = page.getByRole('region', { name: 'Map of the figure' });
  await expect(map.locator('canvas')).toBeVisible();
  await expect(map).toHaveAttribute('aria-busy', 'false');
  const colours = page.getByRole('list', { name: 'Colours: Border cases registered' });
  await expect(colours.getByRole('listitem').first()).toContainText('to under');
  await expect(page.getByRole('row', { name: /Yunnan/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Events', { exact: true }).selectOption('encounters');
  await page.getByLabel('Month', { exact: true }).selectOption('2021-05');

  await expect(page.getByText(/[1-9]\d* events, orange/)).toBeVisible();
  await expect(page).toHaveURL(/events=encounters/);
  await page.getByLabel('Events', { exact: true }).selectOption('tracks');
  await page.getByLabel('Month', { exact: true }).selectOption('');
  await expect(page.getByText(/[1-9]\d* tracks?, purple/)).toBeVisible();
  await page.getByRole('link', { name: 'Yunnan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Figures' })).toBeVisible();
});

test('completeness tells who is silent', async ({ page }) => {
  await page.goto('/completeness');

  await expect(page.getByText(/\d+ reported, \d+ nothing to report/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Yunnan/ }).getByText('reported')).toBeVisible();
  await expect(page.getByText('silent', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test('figures on screen change when a record comes in', async ({ page }) => {
  await page.goto('/figures?indicator=border_cases_registered&period=2019&by=none&area=53');
  const number = page.getByRole('button', { name: /^Explain/ });
  await expect(number).toBeVisible();
  const before = Number(await number.textContent());

  await register(undefined, new Date(2019, 5, 3));

  await expect(number).toHaveText(String(before + 1));
});

test('a figure that is not known is refused in words', async ({ page, complaints }) => {
  await page.goto('/figures?indicator=nothing_at_all&period=2021');

  await expect(page.getByRole('alert')).toContainText('There is no indicator nothing_at_all');
  complaints.length = 0;
});

test('every page can be read at 200%', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 450 });
  await page.goto('/releases');
  for (const { page: name } of pages.toReversed()) {
    await turnTo(page, `/${name}`);
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);

    expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)]).toEqual([name, true]);
  }
});
