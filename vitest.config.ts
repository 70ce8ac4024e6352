import { defineConfig } from 'vitest/config'
import { SlowFirst, slowTests } from './test/harness/slow-tests.ts'

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    // `npm run test:fast`
    exclude: mode === 'fast' ? slowTests : [],
    globalSetup: 'test/harness/global-setup.ts',
    pool: 'forks',
    // The files share no state, and loading the program again for each file would take most of the time.
    isolate: false,
    // Tests wait more than they compute: for leases, timers and what a browser shows. Many start several processes.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    // For tests that hang. On a busy machine, a test that starts a dozen processes in a row takes half a minute.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
}))
