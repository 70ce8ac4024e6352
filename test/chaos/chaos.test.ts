import { expect, test } from 'vitest'
import { runChaos } from './run-chaos.ts'

/** `npm run chaos` runs longer and on every broker. */
const seconds = 5

test('keeps every guarantee while everything breaks', { timeout: 200_000 }, async () => {
  const { summary, violations, histories } = await runChaos(
    {
      broker: 'postgres',
      seed: 11,
      seconds,
      jobsPerSecond: 15,
      servers: 2,
      workers: 2,
      leaseSeconds: 2,
      pauseSeconds: 1,
    },
    () => {},
  )
  expect({ violations, histories }).toEqual({ violations: [], histories: [] })
  expect(summary['jobs accepted']).toBeGreaterThan(20)
  expect(Number.parseInt(String(summary['faults']), 10)).toBeGreaterThan(5)
})
