import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, startTestService, useService } from '../harness/test-service.ts'
import type { Door, Input } from './door.ts'
import { askAll, doors, readPages, same } from './doors.ts'

const dayMs = 86_400_000

/** The date in a zone some days from now. */
const dateIn = (timeZone: string, days: number) =>
  Temporal.Now.plainDateISO(timeZone).add({ days }).toString()

/** The lines with these properties in the components with this summary. */
const linesOf = (text: string, summary: string, properties: string[]) =>
  text
    .split(/(?=BEGIN:V(?:EVENT|TODO))/)
    .filter(component => component.includes(`\r\nSUMMARY:${summary}\r\n`))
    .flatMap(component => component.split('\r\n'))
    .filter(line => properties.some(property => new RegExp(`^${property}[;:]`).test(line)))

describe.each(doors)('dates at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres' })
  let door: Door
  beforeAll(() => {
    door = open(service.url)
  })
  beforeEach(async () => {
    await service.replaceTodos([])
    await door.updateSettings({ timeZone: 'UTC', weekStart: 'monday' })
  })

  const getAtAll = (id: number) => askAll(service.url, other => other.getTodo(id))

  async function titlesOf(query: Input): Promise<string[]> {
    const pages = await readPages(after => door.listTodos({ ...query, limit: 2, after }))
    return pages.flat().map(({ title }) => title)
  }

  test.each([{ deadlineOn: '2030-01-02' }, { deadlineAt: '2030-01-02' }])(
    'creates a todo with a date by %j, the same for every door',
    async deadline => {
      const made = await door.createTodo({ title: 'a', ...deadline })
      expect(made).toMatchObject({ deadlineAt: null, deadlineOn: '2030-01-02' })
      expect(await getAtAll(made.id)).toEqual(same(made))
    },
  )

  test('replaces a date by a time and a time by a date, and null clears either', async () => {
    const { id } = await door.createTodo({ title: 'a', deadlineOn: '2030-01-02' })
    const steps: [Input, Input][] = [
      [{ deadlineAt: '2030-01-02T10:00Z' }, { deadlineAt: '2030-01-02T10:00:00Z', deadlineOn: null }],
      [{ deadlineOn: '2030-01-03' }, { deadlineAt: null, deadlineOn: '2030-01-03' }],
      [{ deadlineAt: null }, { deadlineAt: null, deadlineOn: null }],
      [
        { deadlineAt: '2030-01-04', deadlineOn: null },
        { deadlineAt: null, deadlineOn: '2030-01-04' },
      ],
      [
        { deadlineAt: null, deadlineOn: '2030-01-05' },
        { deadlineAt: null, deadlineOn: '2030-01-05' },
      ],
      [{ deadlineOn: null }, { deadlineAt: null, deadlineOn: null }],
      [{ deadlineAt: '2030-01-06T10:00Z' }, { deadlineAt: '2030-01-06T10:00:00Z', deadlineOn: null }],
      [{ deadlineOn: null }, { deadlineAt: null, deadlineOn: null }],
    ]
    for (const [change, expected] of steps) {
      expect(await door.updateTodo(id, change)).toMatchObject(expected)
      expect(await getAtAll(id)).toMatchObject(same(expected))
    }
  })

  test('keeps updatedAt when the date stays the same', async () => {
    const made = await door.createTodo({ title: 'a', deadlineOn: '2030-01-02' })
    for (const change of [{ deadlineOn: '2030-01-02' }, { deadlineAt: '2030-01-02' }, { completed: false }])
      expect(await door.updateTodo(made.id, change)).toEqual(made)
  })

  test.each([
    { deadlineOn: '' },
    { deadlineOn: 'friday' },
    { deadlineOn: '2030-02-30' },
    { deadlineOn: '2030-1-2' },
    { deadlineOn: '2030-01-02T00:00' },
    { deadlineOn: '1899-12-31' },
    { deadlineOn: '4501-01-01' },
    { deadlineOn: 20300102 },
    { deadlineOn: '2030-01-02', deadlineAt: '2030-01-03' },
    { deadlineOn: '2030-01-02', deadlineAt: '2030-01-02T10:00Z' },
  ])('rejects %j in a new todo and in a change', async fields => {
    const { id } = await door.createTodo({ title: 'a' })
    await expect(door.createTodo({ title: 'a', ...fields })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringMatching(/deadline_?On/i),
    })
    await expect(door.updateTodo(id, fields)).rejects.toMatchObject({ code: 'badInput' })
  })

  test.each(['1900-01-01', '4500-12-31'])('stores the date %s in the outermost zones', async deadlineOn => {
    for (const timeZone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
      await door.updateSettings({ timeZone })
      expect(await door.createTodo({ title: 'a', deadlineOn })).toMatchObject({ deadlineOn })
    }
  })

  test.each(['America/New_York', 'Australia/Sydney', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Niue'])(
    'leaves a todo due until its day has ended for its owner in %s',
    async timeZone => {
      await door.updateSettings({ timeZone })
      for (const days of [-1, 0, 1])
        await door.createTodo({ title: `${days}`, deadlineOn: dateIn(timeZone, days) })
      expect(await titlesOf({ overdue: true })).toEqual(['-1'])
      expect(await titlesOf({ overdue: false, sort: 'deadline' })).toEqual(['0', '1'])
      expect(await door.countTodos()).toMatchObject({ total: 3, overdue: 1 })
    },
  )

  test('moves the end of each day when the time zone changes', async () => {
    await door.updateSettings({ timeZone: 'Pacific/Kiritimati' })
    // In Kiritimati this day has ended when it is yesterday there; on Niue, 25 hours behind, it has not.
    await door.createTodo({ title: 'a', deadlineOn: dateIn('Pacific/Kiritimati', -1) })
    expect(await door.countTodos()).toMatchObject({ overdue: 1 })
    await door.updateSettings({ timeZone: 'Pacific/Niue' })
    expect(await door.countTodos()).toMatchObject({ overdue: 0 })
  })

  test('sorts a date as the end of its day in the time zone of the owner', async () => {
    await door.updateSettings({ timeZone: 'America/New_York' })
    await door.createTodo({ title: 'after', deadlineAt: '2030-01-03T05:00Z' })
    await door.createTodo({ title: 'date', deadlineOn: '2030-01-02' })
    await door.createTodo({ title: 'before', deadlineAt: '2030-01-03T04:59Z' })
    await door.createTodo({ title: 'none' })
    expect(await titlesOf({ sort: 'deadline' })).toEqual(['before', 'date', 'after', 'none'])
    expect(await titlesOf({ sort: 'deadline', order: 'desc' })).toEqual(['after', 'date', 'before', 'none'])
  })

  test('reads from and to as dates in the time zone of the owner', async () => {
    await door.updateSettings({ timeZone: 'Australia/Sydney' })
    await door.createTodo({ title: 'eve', deadlineAt: '2030-01-01T12:59Z' })
    await door.createTodo({ title: 'midnight', deadlineAt: '2030-01-01T13:00Z' })
    await door.createTodo({ title: 'date', deadlineOn: '2030-01-02' })
    await door.createTodo({ title: 'next', deadlineOn: '2030-01-03' })
    const order = { sort: 'deadline' }
    expect(await titlesOf({ from: '2030-01-02', to: '2030-01-03', ...order })).toEqual(['midnight', 'date'])
    expect(await titlesOf({ to: '2030-01-02', ...order })).toEqual(['eve'])
    expect(await titlesOf({ from: '2030-01-03', ...order })).toEqual(['next'])
    expect(await door.countTodos({ from: '2030-01-02', to: '2030-01-03' })).toMatchObject({ total: 2 })
  })

  test('counts a date within a window from the beginning of its day', async () => {
    const timeZone = 'Europe/Berlin'
    await door.updateSettings({ timeZone })
    for (const days of [-2, 0, 1, 2])
      await door.createTodo({ title: `${days}`, deadlineOn: dateIn(timeZone, days) })
    await door.createTodo({ title: 'later', deadlineAt: new Date(Date.now() + 60_000).toISOString() })
    const order = { sort: 'deadline' }
    expect(await titlesOf({ windowDays: -1, ...order })).toEqual(['-2'])
    expect(await titlesOf({ windowDays: 0, ...order })).toEqual(['-2', '0'])
    expect((await titlesOf({ windowDays: 1, ...order })).toSorted()).toEqual(['-2', '0', '1', 'later'])
    expect(await titlesOf({ windowDays: 1_000_000, ...order })).toHaveLength(5)
  })

  test('writes the dates and the times of one list in their own forms', async () => {
    await door.createTodo({ title: 'date', deadlineOn: '2030-06-15' })
    await door.createTodo({ title: 'time', deadlineAt: '2030-06-15T20:00Z' })
    for (const shape of ['start', 'end', 'allday']) {
      const id = await door.createCalendarJob({ component: 'both', shape, timeZone: 'America/New_York' })
      await service.finishTask(id)
      const { resultUrl } = await door.getCalendarJob(id)
      const { text } = await ask(resultUrl, `GET ${new URL(resultUrl).pathname}`)
      expect(linesOf(text, 'date', ['DTSTART', 'DTEND', 'DUE'])).toEqual([
        'DTSTART;VALUE=DATE:20300615',
        'DTEND;VALUE=DATE:20300616',
        'DUE;VALUE=DATE:20300615',
      ])
      if (shape === 'start') expect(text).toContain('DTSTART:20300615T200000Z')
    }
  })

  test('uses the time zone of the settings for jobs and feeds, and for their dates', async () => {
    await door.updateSettings({ timeZone: 'Australia/Sydney' })
    await door.createTodo({ title: 'in', deadlineAt: '2030-01-01T13:00Z' })
    await door.createTodo({ title: 'out', deadlineAt: '2030-01-01T12:59Z' })
    const job = await door.createCalendarJob({ from: '2030-01-02', to: '2030-01-03' })
    const { options, written } = await service.finishTask(job)
    expect([options.timeZone, options.from, written]).toEqual(['Australia/Sydney', '2030-01-01T13:00:00Z', 1])
    const feed = await door.createFeed({ name: 'a', options: { from: '2030-01-02' } })
    expect(feed.options).toMatchObject({ timeZone: 'Australia/Sydney', from: '2030-01-01T13:00:00Z' })
    const chosen = await door.createCalendarJob({ timeZone: 'Europe/Berlin' })
    expect((await service.finishTask(chosen)).options.timeZone).toBe('Europe/Berlin')
  })

  test('returns the settings, and changes the given ones', async () => {
    const before = await door.getSettings()
    expect(before).toMatchObject({ timeZone: 'UTC', weekStart: 'monday' })
    const changed = await door.updateSettings({ timeZone: 'Europe/Berlin' })
    expect(changed).toEqual({ ...before, timeZone: 'Europe/Berlin', updatedAt: changed.updatedAt })
    expect(Date.parse(changed.updatedAt ?? '')).toBeGreaterThan(Date.now() - dayMs)
    expect(await door.updateSettings({ timeZone: 'Europe/Berlin' })).toEqual(changed)
    const sunday = await door.updateSettings({ weekStart: 'sunday' })
    expect(sunday).toMatchObject({ timeZone: 'Europe/Berlin', weekStart: 'sunday' })
    expect(await askAll(service.url, other => other.getSettings())).toEqual(same(sunday))
  })

  test.each([{ timeZone: 'Mars/Olympus' }, { timeZone: '' }, { timeZone: 5 }, { extra: 1 }])(
    'rejects the settings %j',
    async change => {
      await expect(door.updateSettings(change)).rejects.toMatchObject({ code: 'badInput' })
    },
  )
})

describe('settings before any change', () => {
  test('are UTC and Monday, and say so', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const expected = { timeZone: 'UTC', weekStart: 'monday', updatedAt: null }
    expect(await askAll(service.url, door => door.getSettings())).toEqual(same(expected))
  })
})
