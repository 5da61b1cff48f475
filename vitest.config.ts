import { defineConfig } from 'vitest/config';

// Integration tests start real servers; they share nothing, yet two cores bear only so many at once.
export default defineConfig({
  test: {
    include: [
      '{shared,server,mailstack,bench,scripts,packaging}/**/*.test.ts',
      'client/**/*.test.{ts,tsx}',
    ],
    // Nothing is timed: this only ends what hangs, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
