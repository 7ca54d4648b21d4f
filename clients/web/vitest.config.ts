import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where the browser of the other tests is, whose day begins before that of Greenwich.
process.env.TZ = 'Asia/Shanghai';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // Files share the page that they run in, as screens do: one for each takes six times as long as the tests.
    pool: 'threads',
    isolate: false,
    // What is slow on a busy machine is not wrong.
    testTimeout: 20_000,
  },
});
