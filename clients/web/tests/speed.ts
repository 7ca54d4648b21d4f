import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { type Page, test } from '@playwright/test';

const runs = Number(process.env.BORDER_WEB_RUNS ?? 9);

/** What a user does, and by what the page shows that it is done. */
interface Interaction {
  name: string;
  /** Where it begins; where the one before ended, when there is none. */
  at?: string;
  act: (page: Page) => Promise<void>;
  done: () => string;
}

const heading = (text: string) => `document.querySelector('h1')?.textContent === '${text}'`;
const has = (selector: string) => `document.querySelector(\`${selector}\`) !== null`;
const says = (selector: string, text: string) =>
  `[...document.querySelectorAll(\`${selector}\`)].some((element) => element.textContent.includes('${text}'))`;
const isStill = `document.querySelector('[role=status][aria-label]') === null`;
const both = (...conditions: string[]) => conditions.map((condition) => `(${condition})`).join(' && ');

const open = (name: string, shown: string): Interaction => ({
  name: `open ${name.toLowerCase()}`,
  at: name === 'Releases' ? '/cases' : '/releases',
  act: (page) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click(),
  done: () => both(heading(name), has(shown), isStill),
});

const interactions: Interaction[] = [
  open('Bulletin', 'ul[aria-label="Headline figures"] li'),
  open('Releases', 'main table tbody tr'),
  open('Figures', 'main table tbody tr'),
  open('Map', 'main canvas'),
  open('Completeness', 'main table tbody tr'),
  open('Cases', 'main table a'),
  open('Persons', 'main input'),
  open('Patrols', 'main table a'),
  open('Seizures', 'main table a'),
  open('Reviews', '[role=tabpanel] [role=status]'),
  open('Devices', 'main [role=status]'),
  open('Audit', 'main table tbody tr'),
  {
    name: 'bulletin of another year',
    at: '/bulletin?period=2021-H1',
    act: async (page) => void (await page.getByLabel('Year', { exact: true }).selectOption('2020')),
    done: () => says('main h2', 'first half of 2020'),
  },
  {
    name: 'figures by area',
    at: '/figures?indicator=suspects_arrested&period=2021-H1',
    act: async (page) => void (await page.getByLabel('Broken down').selectOption('area')),
    done: () => both(says('main tbody th', 'Yunnan'), has('[role=img] canvas')),
  },
  {
    name: 'figures as known on a day',
    at: '/figures?indicator=suspects_arrested&period=2021-H1&by=none',
    act: (page) => page.getByRole('slider', { name: 'As known on' }).press('Home'),
    done: () => has('main tbody button[aria-label^="Explain 0 of"]'),
  },
  {
    name: 'explain a figure',
    at: '/figures?indicator=suspects_arrested&period=2021-H1',
    act: (page) => page.getByRole('button', { name: /^Explain .* of March, 2021/ }).click(),
    done: () => both(has('[role=dialog] table a'), isStill),
  },
  {
    name: 'cases of a state',
    at: '/cases',
    act: async (page) => void (await page.getByLabel('State', { exact: true }).selectOption('CLOSED')),
    done: () => `[...document.querySelectorAll('main tbody tr:not([aria-hidden])')].length > 5 &&
      [...document.querySelectorAll('main tbody tr:not([aria-hidden])')].every((row) => row.textContent.includes('Closed'))`,
  },
  {
    name: 'open a case',
    at: '/cases',
    act: (page) => page.locator('main table a').first().click(),
    done: () => both(has('main section'), isStill, says('main h2', 'Facts')),
  },
  {
    name: 'type into a filter',
    at: '/cases',
    act: (page) => page.getByLabel('Case number').press('5'),
    done: () => `document.querySelector('main input')?.value === '5' || document.activeElement?.value === '5'`,
  },
  {
    name: 'open a menu',
    at: '/figures?indicator=suspects_arrested&period=2021-H1',
    act: (page) => page.getByRole('button', { name: 'Export' }).last().click(),
    done: () => has('[role=menuitem]'),
  },
  {
    name: 'open the list of areas',
    at: '/bulletin?period=2021-H1',
    act: (page) => page.getByRole('combobox', { name: 'Area' }).click(),
    done: () => has('[role=option]'),
  },
  {
    name: 'switch the language',
    at: '/figures?indicator=suspects_arrested&period=2021-H1',
    act: (page) => page.getByText('中文', { exact: true }).click(),
    done: () => `document.documentElement.lang === 'zh-Hans' && document.querySelector('h1')?.textContent !== 'Figures'`,
  },
];

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const row = (name: string, times: number[]) =>
  console.log(
    `| ${name} | ${median(times).toFixed(0)} ms | ${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)} ms |`,
  );

/** From the first input that is told to the page until what it asks for has been drawn. */
async function timed(page: Page, act: () => Promise<void>, done: string): Promise<number> {
  await page.evaluate((condition) => {
    const isDone = new Function(`return ${condition}`) as () => boolean;
    const measured = window as unknown as { measured: Promise<number> };
    measured.measured = new Promise((resolve) => {
      let start = 0;
      const begin = (event: Event) => {
        if (start) return;
        start = event.timeStamp;
        requestAnimationFrame(look);
      };
      for (const kind of ['pointerdown', 'keydown', 'input']) window.addEventListener(kind, begin, { capture: true, once: true });
      const look = () => {
        if (isDone()) requestAnimationFrame(() => window.setTimeout(() => resolve(performance.now() - start)));
        else requestAnimationFrame(look);
      };
    });
  }, done);
  await act();
  const never = setTimeout(20_000, `It is never so: ${done}`, { ref: false }).then((why) => Promise.reject(new Error(why)));
  return Promise.race([page.evaluate(() => (window as unknown as { measured: Promise<number> }).measured), never]);
}

test('speed', async ({ browser }) => {
  // The page allows no words to become scripts, and this is measured by some.
  const settings = { bypassCSP: true, locale: 'en-GB' };
  const load = () => loadavg()[0]?.toFixed(1);
  console.log(`Load of the machine before: ${load()}\n\n| what | median | min–max |\n| --- | --- | --- |`);
  const first: number[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = () => {
        if (!document.querySelector('ul[aria-label="Headline figures"] li')) return requestAnimationFrame(look);
        requestAnimationFrame(() => window.setTimeout(() => Object.assign(window, { shownMs: performance.now() })));
      };
      requestAnimationFrame(look);
    });
    await page.goto('/');
    first.push(
      (await (await page.waitForFunction(() => (window as unknown as { shownMs?: number }).shownMs)).jsonValue()) as number,
    );
    await context.close();
  }
  row('first page, by a browser that was never here', first);
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const all: number[] = [];
  for (const { name, at, act, done } of interactions) {
    const times: number[] = [];
    // The first time loads what the others have.
    for (let run = 0; run <= runs; run++) {
      if (at) await page.goto(at);
      await page.waitForLoadState('networkidle');
      const took = await timed(page, () => act(page), done());
      if (run > 0) times.push(took);
      if (name === 'switch the language') await page.getByText('English', { exact: true }).click();
    }
    row(name, times);
    all.push(...times);
  }
  row('**all interactions**', all);
  console.log(`\nLoad of the machine after: ${load()}`);
});
