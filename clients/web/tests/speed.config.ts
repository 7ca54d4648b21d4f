import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

/** Measures instead of testing: one page at a time, and no test takes these for its own. */
export default defineConfig({
  ...tests,
  testDir: '.',
  testMatch: 'speed.ts',
  workers: 1,
  timeout: 20 * 60_000,
  reporter: [['list']],
});
