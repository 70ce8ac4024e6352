import { validate, version } from 'uuid'
import { expect, test, vi } from 'vitest'
import { createId } from '../../core/create-id.ts'

function expectOrderedUuids(ids: string[]) {
  expect(ids.every(id => validate(id) && version(id) === 7)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(ids.toSorted())
}

const readMs = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)

test('creates UUIDs of version 7, with the time, in their order', () => {
  const before = Date.now()
  const ids = Array.from({ length: 10_000 }, createId)
  expectOrderedUuids(ids)
  expect(readMs(ids[0] ?? '')).toBeGreaterThanOrEqual(before)
})

test('keeps the order when the clock is set back, for more ids than a millisecond has', () => {
  const earlier = createId()
  vi.useFakeTimers({ now: Date.now() - 60_000, toFake: ['Date'] })
  const ids = Array.from({ length: 10_000 }, createId)
  vi.useRealTimers()
  expectOrderedUuids([earlier, ...ids])
})
