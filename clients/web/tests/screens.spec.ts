import { en } from '../src/language/en';
import { zh } from '../src/language/zh';
import { recordPatrol, recordSeizure } from './field';
import { expect, test, turnTo } from './page';
import { register } from './services';

/** How the pages look, for people to look at: kept among the results. */
const sizes = { desktop: { width: 1366, height: 900 }, tablet: { width: 820, height: 1180 } };
const pages: Record<string, () => Promise<string>> = {
  bulletin: async () => '/bulletin?period=2021-H1',
  figures: async () => '/figures?indicator=suspects_arrested&period=2021-H1',
  map: async () => '/map?indicator=border_cases_registered&period=2021-H1&events=encounters',
  completeness: async () => '/completeness',
  releases: async () => '/releases',
  cases: async () => '/cases',
  case: async () => `/${(await register()).name}`,
  persons: async () => '/persons',
  patrols: async () => '/patrols',
  patrol: async () => `/${(await recordPatrol()).name}`,
  seizures: async () => '/seizures',
  seizure: async () => `/${(await recordSeizure()).name}`,
  reviews: async () => '/reviews',
  devices: async () => '/devices',
  audit: async () => '/audit',
};

for (const [language, words] of [
  ['en', en],
  ['zh', zh],
] as const) {
  test(`the pages are pictured, ${language}`, async ({ page }) => {
    test.slow();
    await page.addInitScript((chosen) => localStorage.setItem('border-language', chosen), language);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/completeness');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const [name, pathOf] of Object.entries(pages)) {
      await turnTo(page, await pathOf());
      await expect(page.getByRole('status', { name: words.state.loading })).toHaveCount(0);
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await page.screenshot({ path: `results/screens/${name}-${size}-${language}.png`, fullPage: true });
      }
    }
  });
}
