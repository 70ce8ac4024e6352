import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createBatcher } from '../../core/concurrency/batcher.ts'

function openBatcher(spacingMs?: number) {
  const batches: { atMs: number; items: number[] }[] = []
  const run = createBatcher<number, number>(
    async items => {
      batches.push({ atMs: performance.now(), items })
      return items.map(item => item * 2)
    },
    4,
    spacingMs,
  )
  return { batches, run }
}

test('batches the items of one turn in order, up to the maximum size', async () => {
  const { batches, run } = openBatcher()
  expect(await Promise.all([1, 2, 3, 4, 5].map(run))).toEqual([2, 4, 6, 8, 10])
  expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3, 4], [5]])
})

test('spaces batches, but does not delay a lone item', async () => {
  const spacingMs = 50
  const { batches, run } = openBatcher(spacingMs)
  const startedAtMs = performance.now()
  await run(1)
  expect((batches[0]?.atMs ?? Infinity) - startedAtMs).toBeLessThan(spacingMs)
  await Promise.all([run(2), run(3)])
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]])
  // Timers may be a millisecond early.
  expect((batches[1]?.atMs ?? 0) - (batches[0]?.atMs ?? 0)).toBeGreaterThan(spacingMs - 2)
})

test('waits for reserved items until the batch is full', async () => {
  const { batches, run } = openBatcher()
  const first = run.reserve()
  const second = run.reserve()
  const early = [run(1), run(2)]
  await turns(3)
  expect(batches).toEqual([])
  first[Symbol.dispose]()
  await turns(3)
  expect(batches).toEqual([])

  const full = [run(3), run(4)]
  await Promise.all([...early, ...full])
  expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3, 4]])

  const late = run(5)
  await turns(3)
  expect(batches).toHaveLength(1)
  // The reserved item never arrives.
  second[Symbol.dispose]()
  expect(await late).toBe(10)
})

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate()
}

test('rejects only the items of a failed batch', async () => {
  const run = createBatcher<number, number>(async items => {
    if (items.includes(1)) throw new Error('failed')
    return items
  }, 1)
  const [first, second] = await Promise.allSettled([run(1), run(2)])
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'failed' } })
  expect(second).toEqual({ status: 'fulfilled', value: 2 })
})
