import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/harness/global-setup.ts',
    pool: 'forks',
    // Tests mostly wait for the processes that they start, and those need the other cores.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism() / 2)),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
