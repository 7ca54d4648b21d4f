import { recordPatrol, recordSeizure } from './field';
import { expect, test } from './page';
import { register } from './services';

/** How the pages look, for people to look at: kept among the results. */
const sizes = { desktop: { width: 1366, height: 900 }, tablet: { width: 820, height: 1180 } };
const pages = {
  bulletin: async () => '/bulletin',
  figures: async () => '/figures?indicator=suspects_arrested&period=2021-H1',
  map: async () => '/map?indicator=border_cases_registered&period=2021-H1&events=encounters',
  completeness: async () => '/completeness',
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

for (const [size, viewport] of Object.entries(sizes)) {
  test(`the pages are pictured, ${size}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(viewport);
    for (const [name, pathOf] of Object.entries(pages)) {
      await page.goto(await pathOf());
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await page.screenshot({ path: `results/screens/${name}-${size}.png`, fullPage: true });
    }
  });
}
