import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { generatorVersion } from '../../schema/generator-version.ts'
import { createFeed, modifiedAt, patient, titlesOf } from '../harness/test-feed.ts'
import { useService } from '../harness/test-service.ts'

describe('a feed with an outdated file', () => {
  const service = useService({ broker: 'postgres', env: patient })

  /** As if its file had been made on another day, or by another program. */
  async function replaceInFileKey(id: string, now: string, then: string): Promise<void> {
    const replace = (column: string) => sql<string>`replace(${sql.ref(column)}, ${now}, ${then})`
    const { numUpdatedRows } = await service.db
      .updateTable('calendar_feed')
      .set({ file_edition: replace('file_edition'), job_edition: replace('job_edition') })
      .where('id', '=', id)
      .where('file_edition', 'like', `%${now}%`)
      .executeTakeFirstOrThrow()
    expect(numUpdatedRows).toBe(1n)
  }

  test('moves its window when a day begins in its time zone, and has the day in its ETag', async () => {
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

    const yesterday = today.subtract({ days: 1 }).toPlainDate().toString()
    await replaceInFileKey(feed.id, today.toPlainDate().toString(), yesterday)
    const next = await feed.ask('GET', { 'if-modified-since': answer.headers['last-modified'] })
    expect([next.status, next.headers.etag]).toEqual([200, answer.headers.etag])
    expect(modifiedAt(next)).toBeGreaterThan(modifiedAt(answer))
  })

  test.each([
    ['US/Pacific-New', 'America/Los_Angeles', null],
    ['SystemV/AST4ADT', 'UTC', expect.stringContaining('SystemV/AST4ADT')],
    ['Mars/Olympus', 'UTC', expect.stringContaining('Mars/Olympus')],
  ])('with the stored time zone %s is served by the days of %s', async (stored, used, error) => {
    const { id, ask } = await createFeed(service, { window: { daysBack: 1, daysAhead: null } })
    await sql`
      update calendar_feed set options = jsonb_set(options, '{timeZone}', to_jsonb(${stored}::text)), version = 7
      where id = ${id}`.execute(service.db)
    const answer = await ask('GET')
    const today = Temporal.Now.plainDateISO(used).toString()
    expect([answer.status, answer.headers.etag]).toEqual([200, expect.stringContaining(`-7-${today}-`)])
    const read = async () => (await service.ask(`GET /feeds/${id}`)).json
    expect(await read()).toMatchObject({ options: { timeZone: used }, error })
    expect((await service.ask('GET /feeds')).status).toBe(200)

    const change = async (json: object) => (await service.ask(`PUT /feeds/${id}`, { json })).json
    expect(await change({ name: 'Renamed' })).toMatchObject({ options: { timeZone: used }, error })
    expect(await change({ options: { timeZone: used } })).toMatchObject({ error: null })
    expect(await read()).toMatchObject({ options: { timeZone: used }, error: null })
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

  test('shows what is overdue today, from the next day on, within any window', async () => {
    const timeZone = 'America/New_York'
    const today = Temporal.Now.plainDateISO(timeZone)
    const startOfToday = today.toZonedDateTime(timeZone).toInstant()
    const minutes = (count: number) => startOfToday.add({ minutes: count }).toString()
    await service.replaceTodos([
      {
        title: 'a date long ago',
        deadline_on: today.subtract({ days: 30 }).toString(),
        created_at: minutes(-5),
        revised_at: minutes(-5),
      },
      {
        title: 'a time yesterday',
        deadline_at: minutes(-1),
        created_at: minutes(-6),
        revised_at: minutes(-6),
      },
      { title: 'done', deadline_at: minutes(-1), completed: true, created_at: minutes(-7) },
      { title: 'a time today', deadline_at: minutes(0), created_at: minutes(-8) },
      { title: 'a date today', deadline_on: today.toString(), created_at: minutes(-9) },
    ])
    const options = { overdue: 'today', timeZone, alarms: [10] }
    const feed = await createFeed(service, { options, window: { daysBack: 1, daysAhead: 1 } })
    const { text } = await feed.ask('GET')
    const day = today.toString().replaceAll('-', '')
    const found = text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map(event => ({
        title: /^SUMMARY:(.*)\r$/m.exec(event)?.[1],
        isToday: event.includes(`DTSTART;VALUE=DATE:${day}\r\n`),
        hasAlarm: event.includes('BEGIN:VALARM'),
      }))
    expect(found).toEqual([
      { title: 'a date long ago', isToday: true, hasAlarm: false },
      { title: 'a time yesterday', isToday: true, hasAlarm: false },
      { title: '✔ done', isToday: false, hasAlarm: false },
      { title: 'a time today', isToday: false, hasAlarm: true },
      { title: 'a date today', isToday: true, hasAlarm: true },
    ])
    // An event that has moved to another day was modified then: programs ignore it otherwise.
    const [first, second] = Array.from(text.matchAll(/LAST-MODIFIED:(\w+)Z/g), ([, time]) => time)
    const modified = startOfToday.toString().replaceAll(/[-:Z]/g, '')
    expect([first, second]).toEqual([modified, modified])
  })

  test("uses its owner's time zone, unless it has its own", async () => {
    await service.ask('PUT /settings', { json: { timeZone: 'Pacific/Kiritimati' } })
    const { id, ask } = await createFeed(service, { window: { daysBack: 0, daysAhead: 0 } })
    const today = Temporal.Now.plainDateISO('Pacific/Kiritimati').toString()
    expect((await ask('GET')).headers.etag).toContain(today)
    await service.ask('PUT /settings', { json: { timeZone: 'Pacific/Niue' } })
    expect((await service.ask(`GET /feeds/${id}`)).json).toMatchObject({
      options: { timeZone: 'Pacific/Kiritimati' },
    })
    await service.ask(`PUT /feeds/${id}`, { json: { options: {} } })
    expect((await service.ask(`GET /feeds/${id}`)).json).toMatchObject({
      options: { timeZone: 'Pacific/Niue' },
    })
  })

  test('is generated again after the generator has changed', async () => {
    const feed = await createFeed(service)
    const before = await feed.ask('GET')
    await replaceInFileKey(feed.id, `${generatorVersion}-`, `${generatorVersion - 1}-`)
    const after = await feed.ask('GET', { 'if-modified-since': before.headers['last-modified'] })
    expect([after.status, after.headers.etag]).toEqual([200, before.headers.etag])
    expect(modifiedAt(after)).toBeGreaterThan(modifiedAt(before))
  })
})
