import { beforeAll, describe, expect, test } from 'vitest'
import { checkCalendar } from '../calendar-file/calendar-checker.ts'
import type { Door, Input } from './door.ts'
import { doors } from './doors.ts'
import { runExpectingError } from '../graphql/graphql-requests.ts'
import { ask, startTestService, useService } from '../harness/test-service.ts'

const everything = {
  component: 'both',
  shape: 'allday',
  timeZone: 'Australia/Sydney',
  durationMinutes: 60,
  alarms: [10, 1440],
  completed: 'exclude',
  from: '2030-01-01',
  to: '2031-01-01',
  overdue: 'drop',
  name: 'Uni 🗓',
  color: 'Teal',
  description: 'All\nof them',
  timeForm: 'floating',
  uid: 'id',
}

/** Invalid options, and the field that the error must name. */
const refused: [options: Input, field: RegExp][] = [
  [{ component: 'event' }, /component/],
  [{ component: ['vevent'] }, /component/],
  [{ shape: 'middle' }, /shape/],
  [{ timeZone: 'Mars/Olympus_Mons' }, /timeZone/],
  [{ timeZone: 'US/Pacific-New' }, /timeZone/],
  [{ timeZone: 'SystemV/EST5' }, /timeZone/],
  [{ timeZone: '+10:00' }, /timeZone/],
  [{ timeZone: 'IST' }, /timeZone/],
  [{ timeZone: 'x'.repeat(10_000) }, /timeZone/],
  [{ timeZone: 'a/'.repeat(10_000) }, /timeZone/],
  [{ timeZone: 10 }, /timeZone/],
  [{ durationMinutes: 4 }, /durationMinutes/],
  [{ durationMinutes: 1441 }, /durationMinutes/],
  [{ durationMinutes: 30.5 }, /durationMinutes/],
  [{ durationMinutes: '30' }, /durationMinutes/],
  [{ durationMinutes: 1e300 }, /durationMinutes/],
  [{ alarms: [0.5] }, /alarms\.0/],
  [{ alarms: [10, 'PT90S'] }, /alarms\.1/],
  [{ alarms: ['90s'] }, /alarms\.0/],
  [{ alarms: [-5] }, /alarms\.0/],
  [{ alarms: [40_321] }, /alarms\.0/],
  [{ alarms: [10, 10] }, /alarms/],
  [{ alarms: [1, 2, 3, 4, 5, 6] }, /alarms/],
  [{ alarms: Array.from({ length: 300 }, (_, minutes) => minutes) }, /alarms/],
  [{ alarms: { minutes: 10 } }, /alarms/],
  [{ from: '2030-01-02', to: '2030-01-01' }, /from/],
  [{ from: '2030-01-02', to: '2030-01-02' }, /from/],
  [{ from: 'tomorrow' }, /from/],
  [{ to: '2030-02-30' }, /to/],
  [{ overdue: true }, /overdue/],
  ...['\r\n', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'].map((lineBreak): [Input, RegExp] => [
    { name: `a${lineBreak}X-EVIL:b` },
    /name/,
  ]),
  [{ color: 'rebeccablue' }, /color/],
  [{ color: '#12345' }, /color/],
  [{ color: '#123456\r\nX-EVIL:b' }, /color/],
  [{ color: 'constructor' }, /color/],
  [{ description: 'x'.repeat(1001) }, /description/],
  [{ description: 'a\0b' }, /description/],
  [{ timeForm: 'local' }, /timeForm/],
  [{ uid: 'none' }, /uid/],
]

describe.each(doors)('calendars at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres' })
  let door: Door
  beforeAll(() => {
    door = open(service.url)
  })

  async function read(
    options: Input,
  ): Promise<{ text: string; job: Awaited<ReturnType<Door['getCalendarJob']>> }> {
    const id = await door.createCalendarJob(options)
    await service.finishTask(id)
    const job = await door.getCalendarJob(id)
    return { text: (await ask(job.resultUrl, `GET ${new URL(job.resultUrl).pathname}`)).text, job }
  }

  test('creates a calendar with all options', async () => {
    await service.replaceTodos([
      { title: 'asked for', deadline_at: '2030-06-15T20:00:00Z' },
      { title: 'done', deadline_at: '2030-06-15T20:00:00Z', completed: true },
      { title: 'undated' },
      { title: 'overdue', deadline_at: '2020-01-01T00:00:00Z' },
      { title: 'too late', deadline_at: '2031-01-01T00:00:00Z' },
    ])
    const { text, job } = await read(everything)
    expect(job).toMatchObject({ written: 1, skipped: { noDeadline: 1, outOfRange: 1, filtered: 2 } })
    expect(checkCalendar(text)).toEqual([])
    for (const line of [
      'NAME:Uni 🗓',
      'DESCRIPTION:All\\nof them',
      'COLOR:teal',
      'DTSTART;VALUE=DATE:20300616',
      'DUE;VALUE=DATE:20300616',
      'TRIGGER;VALUE=DATE-TIME:20300614T200000Z',
      'TRIGGER;VALUE=DATE-TIME:20300615T195000Z',
      'SUMMARY:asked for',
    ])
      expect(text.split('\r\n')).toContain(line)
    expect(text).toMatch(/UID:(\d+)\r\n[^]*RELATED-TO:todo-\1\r\n[^]*UID:todo-\1\r\n/)
  })

  test('includes tasks without deadlines, and writes all times in the same form', async () => {
    await service.replaceTodos([
      { title: 'undated' },
      { title: 'dated', deadline_at: '2030-06-15T20:00:00Z' },
    ])
    const { text, job } = await read({ component: 'vtodo', timeForm: 'floating' })
    expect(job).toMatchObject({ written: 2, skipped: { noDeadline: 0, outOfRange: 0, filtered: 0 } })
    expect(text.match(/^DUE.*(?=\r)/gm)).toEqual(['DUE:20300615T200000'])
    const ending = await read({ shape: 'end', durationMinutes: 45 })
    expect(ending.text.match(/^DT(START|END).*(?=\r)/gm)).toEqual([
      'DTSTART:20300615T191500Z',
      'DTEND:20300615T200000Z',
    ])
    expect(ending.job).toMatchObject({ written: 1, skipped: { noDeadline: 1 } })
  })

  test.each([
    [{ filter: 'is:open' }, 'exclude', 'open'],
    [{ completed: 'include', filter: 'is:open' }, 'exclude', 'open'],
    [{ completed: 'include', filter: 'is:done' }, 'only', 'done'],
    [{ completed: 'exclude', filter: '-is:done' }, 'exclude', 'open'],
    [{ completed: 'only', filter: 'is:done' }, 'only', 'done'],
  ])('includes todos that match both completed and the filter: %j', async (options, completed, title) => {
    await service.replaceTodos([{ title: 'open' }, { title: 'done', completed: true }])
    const { text } = await read({ component: 'vtodo', ...options })
    expect(text.match(/^SUMMARY:.*(?=\r)/gm)).toEqual([`SUMMARY:${title}`])
    const feed = await door.createFeed({ name: 'a', options })
    expect(feed.options).toMatchObject({ completed })
  })

  test.each(['keep', 'drop', 'today'])('leaves out overdue todos with %s and -is:overdue', async overdue => {
    const { options } = await door.createFeed({ name: 'a', options: { overdue, filter: '-is:overdue' } })
    expect(options).toMatchObject({ overdue: 'drop' })
  })

  test.each([
    { from: '2030-06-01', filter: 'to:2030-01-01' },
    { from: '2030-01-01', to: '2030-01-01T05:00Z', timeZone: 'America/Los_Angeles' },
  ])('rejects the empty range of %j', async options => {
    await expect(door.createCalendarJob(options)).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('from: must be before to'),
    })
  })

  test.each([
    { completed: 'only', filter: 'is:open' },
    { completed: 'exclude', filter: 'is:done' },
  ])('rejects a filter that contradicts completed: %j', async options => {
    const message = expect.stringContaining('filter: cannot be combined with another completed')
    const refusal = { code: 'badInput', message }
    await expect(door.createCalendarJob(options)).rejects.toMatchObject(refusal)
    await expect(door.createFeed({ name: 'a', options })).rejects.toMatchObject(refusal)
  })

  test.each(refused)('rejects the options %j and names %s', async (options, field) => {
    await expect(door.createCalendarJob(options)).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringMatching(field),
    })
  })

  test('rejects 300 unknown options with a short message', async () => {
    const options = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`option${n}`, n]))
    const refusal = await door.createCalendarJob(options).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('option0'),
    })
  })
})

test('names the field of minutes that are literals in a GraphQL query', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  for (const [input, field] of [
    ['alarms: [5, 0.5]', 'alarms.1'],
    ['alarms: "90s"', 'alarms.0'],
    ['alarms: [{ seconds: 90 }]', 'alarms.0'],
    ['durationMinutes: 7.5', 'durationMinutes'],
    ['durationMinutes: SOON', 'durationMinutes'],
  ]) {
    const query = `mutation { createCalendarJob(input: { ${input} }) { id } }`
    expect(await runExpectingError(service.url, query)).toEqual({
      code: 'BAD_INPUT',
      message: `${field}: must be a whole number of minutes`,
    })
  }
})
