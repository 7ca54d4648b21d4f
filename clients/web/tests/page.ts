import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page, type Request } from '@playwright/test';

/** What a page has asked for and not been answered yet, and when that last changed. */
interface Asked {
  open: Set<Request>;
  changed: number;
}

const asked = new WeakMap<Page, Asked>();

function noteAsked(page: Page) {
  const noted: Asked = { open: new Set(), changed: Date.now() };
  const change = (act: () => void) => {
    act();
    noted.changed = Date.now();
  };
  const close = (request: Request) => change(() => noted.open.delete(request));
  page.on('request', (request) => change(() => noted.open.add(request)));
  page.on('requestfinished', close);
  page.on('requestfailed', close);
  asked.set(page, noted);
}

/** Returns when all that the page has asked for is answered, and it asks for nothing more: turning to a page is no loading that could be waited for. */
export async function expectAnswered(page: Page) {
  const calmMs = 500;
  const left = () => {
    const { open, changed } = asked.get(page) as Asked;
    return open.size === 0 && Date.now() - changed < calmMs ? ['asked just now'] : [...open].map((request) => request.url());
  };
  await expect.poll(left, { timeout: 10_000 }).toEqual([]);
}

/** A page that fails its test when the browser complains: of a script, a style or a call that it did not allow. */
export const test = base.extend<{ complaints: string[]; fetchesAhead: boolean }>({
  /** Whether it fetches the code of the others when there is nothing else to do, which takes a tenth of the time of all tests. */
  fetchesAhead: [false, { option: true }],
  page: async ({ page, fetchesAhead }, use) => {
    noteAsked(page);
    if (!fetchesAhead) await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    await use(page);
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Turns to a page as its links do: to load the application anew each time takes longer than what is tried. */
export async function turnTo(page: Page, path: string) {
  await page.evaluate((to) => {
    const isAnother = location.pathname !== new URL(to, location.href).pathname;
    document.querySelector('h1')?.toggleAttribute('data-left', isAnother);
    history.pushState({}, '', to);
  }, path);
  await expect(page.locator('h1[data-left]')).toHaveCount(0);
}

export async function expectAccessible(page: Page) {
  // No frame of a page is of another origin, so that it needs no second page to gather what was found.
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}
