/** The tests that need no editor. The message of a failed comparison is whole, because the runner prints nothing else. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,agree,oracle,tidy,cli,server,train,fuzz}/**/*.test.ts'],
    // These end what hangs; many tests start processes, which take their time on a busy machine.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    chaiConfig: { truncateThreshold: 4000 },
  },
});
