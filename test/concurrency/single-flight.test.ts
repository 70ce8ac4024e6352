import { expect, test } from 'vitest'
import { createSingleFlight } from '../../core/concurrency/single-flight.ts'

/** Readings that end when they are told to, with their numbers. */
function openReadings() {
  const begun: PromiseWithResolvers<number>[] = []
  const read = () => {
    const reading = Promise.withResolvers<number>()
    begun.push(reading)
    return reading.promise
  }
  const untilBegun = async (count: number) => {
    await expect.poll(() => begun.length, { interval: 1 }).toBe(count)
  }
  const end = (n: number) => begun[n]?.resolve(n)
  return { begun, read, untilBegun, end }
}

test('shares a read between callers of one turn; later callers share the next one', async () => {
  const share = createSingleFlight<number>()
  const { begun, read, untilBegun, end } = openReadings()
  const first = [share('key', read), share('key', read)]
  expect(begun).toEqual([])
  await untilBegun(1)
  const second = [share('key', read), share('key', read)]
  end(0)
  expect(await Promise.all(first)).toEqual([0, 0])
  await untilBegun(2)
  const third = share('key', read)
  end(1)
  expect(await Promise.all(second)).toEqual([1, 1])
  await untilBegun(3)
  end(2)
  expect(await third).toBe(2)
})

test('reads different keys concurrently', async () => {
  const share = createSingleFlight<number>()
  const { read, untilBegun, end } = openReadings()
  const slow = share('slow', read)
  await untilBegun(1)
  const other = share('other', read)
  await untilBegun(2)
  end(1)
  expect(await other).toBe(1)
  end(0)
  expect(await slow).toBe(0)
})

test('rejects only the callers that share a failed read', async () => {
  const share = createSingleFlight<number>()
  const { begun, read, untilBegun, end } = openReadings()
  const failing = [share('key', read), share('key', read)]
  await untilBegun(1)
  const next = share('key', read)
  begun[0]?.reject(new Error('away'))
  for (const answer of failing) await expect(answer).rejects.toThrow('away')
  await untilBegun(2)
  end(1)
  expect(await next).toBe(1)
})

test('allows another read after one that throws synchronously', async () => {
  const share = createSingleFlight<number>()
  const thrown = share('key', () => {
    throw new Error('at once')
  })
  await expect(thrown).rejects.toThrow('at once')
  expect(await share('key', async () => 7)).toBe(7)
})
