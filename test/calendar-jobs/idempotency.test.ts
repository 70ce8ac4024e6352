import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashRequest, reserveKeys } from '../../core/calendar-jobs/idempotency.ts'
import type { Db } from '../../core/database/db.ts'
import {
  calendarOptions,
  originalCalendarOptions,
  type RequestedOptions,
} from '../../schema/calendar-options.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'
import { waitForLocks } from '../harness/wait-for-locks.ts'

const defaults = calendarOptions.parse({})
const options = calendarOptions.parse({ name: 'Mine', alarms: [10, 60], completed: 'only' })

const withNew = (known: RequestedOptions, value: unknown) => ({ fresh: value, ...known }) as RequestedOptions

test('keeps the hash when an option with a default is added', () => {
  for (const known of [options, defaults, originalCalendarOptions]) {
    for (const fresh of ['default', [], { a: 1 }, false, null]) {
      const newDefaults = withNew(defaults, fresh)
      expect(hashRequest(withNew(known, fresh), null, newDefaults)).toBe(hashRequest(known, null))
      expect(hashRequest(withNew(known, 'chosen'), null, newDefaults)).not.toBe(hashRequest(known, null))
    }
  }
})

test('hashes options independently of their order', () => {
  const reversed = Object.fromEntries(Object.entries(options).toReversed()) as RequestedOptions
  expect(hashRequest(reversed, null)).toBe(hashRequest(options, null))
})

test('gives different options and a retry different hashes', () => {
  const hashes = [
    hashRequest(defaults, null),
    hashRequest(originalCalendarOptions, null),
    hashRequest(options, null),
    hashRequest({ ...options, alarms: [60] }, null),
    hashRequest({ ...options, durationMinutes: 45 }, null),
    hashRequest(options, 'a job'),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('reserves the same keys of several owners at the same time', async () => {
  await using database = await openTestDatabase()
  const { db } = database
  const owners = ['ada', 'bob'] as OwnerId[]
  await db
    .insertInto('owner')
    .values(owners.map(id => ({ id })))
    .execute()
  for (let round = 0; round < 10; round += 1) {
    const reserve = (tx: Db, order: OwnerId[]) =>
      reserveKeys(
        tx,
        order.map(ownerId => ({ ownerId, key: `${round}`, requestHash: '', jobId: randomUUID() })),
      )
    // Each has taken its first key when both go on.
    const earlier = await db.startTransaction().execute()
    await reserve(earlier, owners.slice(1))
    const reserving = Promise.all([reserve(db, owners), reserve(db, owners.toReversed())])
    await waitForLocks(db, 2)
    await earlier.rollback().execute()
    expect((await reserving).map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([0, 2])
  }
})
