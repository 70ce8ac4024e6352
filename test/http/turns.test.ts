import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from '../../server/http/turns.ts'

test('starts work at once until a turn has reached its limit, and the rest in later turns in order', async () => {
  const { take } = createTurns(100)
  const started: number[] = []
  for (const bytes of [60, 61, 62, 1_000, 5]) void take(bytes).then(() => started.push(bytes))
  await Promise.resolve()
  await Promise.resolve()
  expect(started).toEqual([60, 61])
  await setImmediate()
  expect(started).toEqual([60, 61, 62, 1_000])
  await setImmediate()
  expect(started).toEqual([60, 61, 62, 1_000, 5])
})

test('starts work at once in a later turn', async () => {
  const { take } = createTurns(100)
  await take(1_000)
  await setImmediate()
  await setImmediate()
  let isStarted = false
  void take(1_000).then(() => (isStarted = true))
  await Promise.resolve()
  expect(isStarted).toBe(true)
})
