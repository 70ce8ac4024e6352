import { beforeAll, describe, expect, test } from 'vitest'
import { createFeed, modifiedAt, titlesOf } from './harness/test-feed.ts'
import { startTestService, type TestService } from './harness/test-service.ts'

describe('a feed that counts from today', () => {
  let service: TestService
  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres' })
    return () => service[Symbol.asyncDispose]()
  })

  test('has a window that moves along with the days of its time zone, and the day in its ETag', async () => {
    const timeZone = 'Pacific/Kiritimati'
    const today = Temporal.Now.zonedDateTimeISO(timeZone).startOfDay()
    const days: [title: string, at: Temporal.ZonedDateTime][] = [
      ['too early', today.subtract({ days: 2 }).subtract({ seconds: 1 })],
      ['first', today.subtract({ days: 2 })],
      ['last', today.add({ days: 4 }).subtract({ seconds: 1 })],
      ['too late', today.add({ days: 4 })],
    ]
    await service.replaceTodos(
      days.map(([title, at]) => ({
        title,
        deadline_at: at.toInstant().toString(),
        created_at: at.toInstant().toString(),
      })),
    )
    const feed = await createFeed(service, { window: { daysBack: 2, daysAhead: 3 }, options: { timeZone } })
    const answer = await feed.ask('GET')
    expect(titlesOf(answer)).toEqual(['last', 'first'])
    expect(answer.headers.etag).toContain(today.toPlainDate().toString())

    // As if this had been yesterday's.
    const yesterday = `1-${today.subtract({ days: 1 }).toPlainDate().toString()}`
    await service.db
      .updateTable('calendar_feed')
      .set({ file_edition: yesterday, job_edition: yesterday })
      .where('id', '=', feed.id)
      .execute()
    const next = await feed.ask('GET', { 'if-none-match': `"${yesterday}-x"` })
    expect([next.status, next.headers.etag]).toEqual([200, answer.headers.etag])
    expect(modifiedAt(next)).toBeGreaterThan(modifiedAt(answer))
  })

  test('leaves out what is overdue from the next day on', async () => {
    const today = Temporal.Now.zonedDateTimeISO('UTC').startOfDay()
    const hoursFromToday = (hours: number) => today.add({ hours }).toInstant().toString()
    await service.replaceTodos([
      { title: 'yesterday', deadline_at: hoursFromToday(-1), created_at: hoursFromToday(-50) },
      { title: 'today', deadline_at: hoursFromToday(0), created_at: hoursFromToday(-51) },
      { title: 'done', deadline_at: hoursFromToday(-1), completed: true, created_at: hoursFromToday(-52) },
    ])
    const feed = await createFeed(service, { options: { overdue: 'drop' } })
    expect(titlesOf(await feed.ask('GET'))).toEqual(['today', '✔ done'])
  })
})
