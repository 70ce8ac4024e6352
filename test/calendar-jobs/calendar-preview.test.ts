import { describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { ask, useService } from '../harness/test-service.ts'

const day = 86_400_000
const service = useService({ broker: 'postgres' })
const connect = () => createClient({ url: service.url })

/** Every mix of completed and open with a time, a date or none, before, on and after today. */
async function prepare(): Promise<void> {
  await connect().updateSettings.mutate({ timeZone: 'America/New_York' })
  const days = [-400, -2, -1, 0, 1, 2, 400].map(days => new Date(Date.now() + days * day))
  await service.replaceTodos(
    [true, false].flatMap(completed => [
      { title: 'Some day', completed },
      { title: 'Essay', tags: ['exam'], completed },
      ...days.flatMap(at => [
        { title: 'Essay', tags: ['exam'], deadline_at: at.toISOString(), completed },
        { title: 'Call', deadline_at: at.toISOString(), completed },
        { title: 'Call', deadline_on: at.toISOString().slice(0, 10), completed },
      ]),
    ]),
  )
}

const count = (text: string, words: string) => text.split(words).length - 1
const isoDay = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)

describe('calendarPreview', () => {
  test.each([
    {},
    { component: 'vtodo' },
    { component: 'both' },
    { completed: 'exclude' },
    { completed: 'only', overdue: 'drop' },
    { overdue: 'drop', component: 'both' },
    { overdue: 'today', from: isoDay(-1) },
    { overdue: 'today', to: isoDay(2), timeZone: 'Asia/Tokyo' },
    { from: isoDay(-1), to: isoDay(1) },
    { from: isoDay(-1), component: 'vtodo', timeZone: 'Pacific/Kiritimati' },
    { filter: 'tag:exam' },
    { filter: 'list:inbox essay', from: isoDay(0) },
    { filter: 'due:none' },
    { filter: 'tag:exam is:open -is:overdue', component: 'vtodo', to: isoDay(2) },
  ] as const)('counts what a file with %j contains', async options => {
    await prepare()
    const client = connect()
    const preview = await client.calendarPreview.query({ input: options })
    const { id } = await client.createCalendarJob.mutate({ input: options })
    await service.finishTask(id)
    const job = await client.calendarJob.query({ id })
    const { text } = await service.ask(`GET /todos/ical/${id}/result`)
    expect(preview).toMatchObject({
      events: count(text, 'BEGIN:VEVENT'),
      tasks: count(text, 'BEGIN:VTODO'),
      skipped: job.skipped,
    })
    const { noDeadline, outOfRange, filtered } = preview.skipped
    expect(preview.todos - noDeadline - outOfRange - filtered).toBe(job.written)
  })

  test('counts what a feed contains today', async () => {
    await prepare()
    const client = connect()
    const window = { daysBack: 1, daysAhead: 0 }
    const options = { overdue: 'drop', completed: 'include' } as const
    const preview = await client.calendarPreview.query({ input: options, window })
    const { url } = await client.createCalendarFeed.mutate({ name: 'a', options, window })
    const { text } = await ask(service.url, `GET ${new URL(url).pathname}`)
    expect(preview.events).toBe(count(text, 'BEGIN:VEVENT'))
    expect(preview.events).toBeGreaterThan(0)
  })

  test.each([
    { input: { filter: 'list:nowhere' } },
    { input: { completed: 'only', filter: 'is:open' } },
    { input: { from: '2030-06-01', filter: 'to:2030-01-01' } },
    { input: { from: '2030-01-01' }, window: { daysBack: 1 } },
    { input: { filter: 'due:2030-01-01' }, window: { daysAhead: 1 } },
  ] as const)('refuses what a file or a feed would refuse: %j', async input => {
    const code = await connect()
      .calendarPreview.query(input)
      .catch((error: { data: { code: string } }) => error.data.code)
    expect(code).toBe('BAD_REQUEST')
  })
})
