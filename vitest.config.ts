import { defineConfig } from 'vitest/config'
import { SlowFirst } from './test/harness/slow-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/harness/global-setup.ts',
    pool: 'forks',
    // The files share nothing that they change, and loading the program anew for each takes a tenth of the time.
    isolate: false,
    // Each has a browser or several processes at work beside it: with 4 on two slow cores, a test waits for the others until
    // its limits are over, and all of them take longer.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    // For what hangs: on a busy machine, a test that starts a dozen processes one after the other takes half a minute.
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
