import { defineConfig } from '@playwright/test';

// Debian's browser, without what it would look for on other machines.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results',
  workers: 2,
  fullyParallel: true,
  // What is slow on a busy machine is not wrong.
  timeout: 150_000,
  expect: { timeout: 45_000 },
  reporter: [['line'], ['junit', { outputFile: process.env.BORDER_WEB_RESULTS ?? 'results/browser.xml' }]],
  use: {
    baseURL: process.env.BORDER_WEB ?? 'http://127.0.0.1:5401',
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 45_000,
    viewport: { width: 1366, height: 900 },
    launchOptions: { executablePath: process.env.BORDER_CHROMIUM ?? '/usr/bin/chromium', args: flags },
  },
});
