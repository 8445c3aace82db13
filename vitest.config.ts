import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const globalSetup = 'test/support/globalSetup.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test-results/**'],
    environment: 'node',
    // A process each: an embedded store or a signal handler that one file leaves behind never reaches the next.
    pool: 'forks',
    // Two files at a time: an embedded PostgreSQL and a Chromium together fill a small machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
