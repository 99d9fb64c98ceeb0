/** The end-to-end tests: one VS Code at a time, with the patience that a whole editor needs. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    chaiConfig: { truncateThreshold: 4000 },
  },
});
