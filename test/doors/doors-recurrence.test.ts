import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'
import type { Door, Input } from './door.ts'
import { askAll, doors, same } from './doors.ts'

const weekly = { rule: 'FREQ=WEEKLY;BYDAY=FR', from: 'deadline' }
const friday = '2040-01-06'

const today = (days = 0, timeZone = 'UTC') => Temporal.Now.plainDateISO(timeZone).add({ days }).toString()

describe.each(doors)('repeating todos at the $name door', ({ open }) => {
  let service: TestService
  let door: Door
  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres' })
    door = open(service.url)
    return () => service[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    await service.replaceTodos([])
    await door.updateSettings({ timeZone: 'UTC', weekStart: 'monday' })
  })

  const create = (fields: Input = {}) =>
    door.createTodo({ title: 'a', deadlineOn: friday, repeat: weekly, ...fields })

  test('creates a repeating todo with its rule in a normal form, the same for every door', async () => {
    const made = await create({
      repeat: { rule: 'rrule:byday=fr,mo,FR;interval=1;freq=weekly;wkst=mo', from: 'completion' },
    })
    expect(made).toMatchObject({
      repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO,FR', from: 'completion' },
      completions: [],
    })
    expect(await askAll(service.url, each => each.getTodo(made.id))).toEqual(same(made))
    expect((await door.listTodos()).items).toEqual([made])
  })

  test('sets a repetition, keeps it, and ends it', async () => {
    const { id } = await door.createTodo({ title: 'a', deadlineOn: friday })
    expect(await door.updateTodo(id, { repeat: { rule: 'FREQ=DAILY' } })).toMatchObject({
      repeat: { rule: 'FREQ=DAILY', from: 'deadline' },
    })
    const set = await door.updateTodo(id, { repeat: weekly })
    expect(set.repeat).toEqual(weekly)
    expect(await door.updateTodo(id, { repeat: weekly, title: 'a' })).toEqual(set)
    expect((await door.updateTodo(id, { title: 'b' })).repeat).toEqual(weekly)
    expect((await door.updateTodo(id, { repeat: null })).repeat).toBeNull()
    expect(await door.updateTodo(id, { completed: true })).toMatchObject({ completed: true, completions: [] })
  })

  test.each([
    'FREQ=HOURLY',
    'FREQ=WEEKLY;BYHOUR=9',
    'FREQ=WEEKLY;FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=1001',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=DAILY;COUNT=3;UNTIL=20410101',
    'FREQ=DAILY;COUNT=0',
    'FREQ=WEEKLY;BYDAY=2FR',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;UNTIL=20300101',
    'FREQ=DAILY;UNTIL=20400230',
    'BYDAY=FR',
    'every friday',
    '',
    'FREQ=DAILY\nFREQ=WEEKLY',
  ])('rejects the rule %j in a new todo and in a change', async rule => {
    const { id } = await door.createTodo({ title: 'a', deadlineOn: friday })
    const rejected = { code: 'badInput', message: expect.stringMatching(/repeat/i) }
    await expect(create({ repeat: { rule, from: 'deadline' } })).rejects.toMatchObject(rejected)
    await expect(door.updateTodo(id, { repeat: { rule, from: 'deadline' } })).rejects.toMatchObject(rejected)
  })

  test('rejects an invalid repetition, one without a deadline, and a new todo that is completed', async () => {
    const { id } = await create()
    const plain = await door.createTodo({ title: 'a' })
    for (const refused of [
      () => door.createTodo({ title: 'a', repeat: weekly }),
      () => door.updateTodo(plain.id, { repeat: weekly }),
      () => door.updateTodo(id, { deadlineOn: null }),
      () => door.updateTodo(id, { repeat: { rule: 'FREQ=DAILY', from: 'creation' } }),
      () => door.updateTodo(id, { repeat: { from: 'deadline' } }),
      () => door.updateTodo(id, { repeat: { ...weekly, extra: 1 } }),
      () => door.updateTodo(id, { repeat: 'FREQ=DAILY' }),
      () => door.updateTodo(id, { occurrence: friday }),
      () => door.updateTodo(id, { completed: true, occurrence: 'friday' }),
      () => door.updateTodo(id, { completed: true, occurrence: friday, deadlineOn: '2040-01-09' }),
      () => door.updateTodo(id, { completed: false, occurrence: friday, deadlineOn: null }),
      () => create({ completed: true }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'badInput' })
    expect(await door.updateTodo(id, { deadlineOn: null, repeat: null })).toMatchObject({
      deadlineOn: null,
      repeat: null,
    })
  })

  test('moves a completed todo to its next occurrence, and records the completion', async () => {
    const made = await create()
    const moved = await door.updateTodo(made.id, { completed: true, occurrence: friday })
    expect(moved).toMatchObject({ completed: false, deadlineOn: '2040-01-13', repeat: weekly })
    expect(moved.completions).toEqual([
      { completedAt: expect.any(String), deadlineAt: null, deadlineOn: friday },
    ])
    const again = await door.updateTodo(made.id, { completed: true, occurrence: '2040-01-13' })
    expect(again.completions.map(({ deadlineOn }) => deadlineOn)).toEqual(['2040-01-13', friday])
    expect(await askAll(service.url, each => each.getTodo(made.id))).toEqual(same(again))
  })

  test('changes nothing when an occurrence is completed again, or is not the current one', async () => {
    const { id } = await create()
    const moved = await door.updateTodo(id, { completed: true, occurrence: friday })
    for (const change of [
      { completed: true, occurrence: friday },
      { completed: true, occurrence: `${friday}T00:00:00Z` },
      { completed: true, occurrence: '2040-01-20' },
      { completed: true },
      { completed: true, deadlineOn: friday },
      { completed: true, deadlineOn: friday, occurrence: friday },
      { completed: false },
      { completed: false, occurrence: '2040-01-13' },
    ])
      expect(await door.updateTodo(id, change)).toEqual(moved)
  })

  test('moves once when clients of all doors complete the same occurrence at once', async () => {
    const { id } = await create({ repeat: { ...weekly, rule: 'FREQ=WEEKLY;COUNT=9' } })
    for (const change of [{ completed: true }, { completed: true, occurrence: '2040-01-13' }]) {
      const answers = await askAll(service.url, each => each.updateTodo(id, change))
      expect(answers).toEqual(same(answers[0]))
    }
    expect(await door.getTodo(id)).toMatchObject({
      deadlineOn: '2040-01-20',
      repeat: { rule: 'FREQ=WEEKLY;COUNT=7' },
    })
  })

  test('undoes the newest completion', async () => {
    const made = await create({ repeat: { rule: 'FREQ=WEEKLY;COUNT=3', from: 'deadline' } })
    await door.updateTodo(made.id, { completed: true, occurrence: friday })
    const second = await door.updateTodo(made.id, { completed: true, occurrence: '2040-01-13' })
    expect(await door.updateTodo(made.id, { completed: false, occurrence: friday })).toEqual(second)
    expect(await door.updateTodo(made.id, { completed: false, occurrence: '2040-01-13' })).toMatchObject({
      deadlineOn: '2040-01-13',
      repeat: { rule: 'FREQ=WEEKLY;COUNT=2' },
      completions: [{ deadlineOn: friday }],
    })
    expect(await door.updateTodo(made.id, { completed: false, occurrence: friday })).toEqual({
      ...made,
      updatedAt: expect.any(String),
    })
    expect(await door.updateTodo(made.id, { completed: true })).toMatchObject({ deadlineOn: '2040-01-13' })
  })

  test.each(['FREQ=WEEKLY;COUNT=2', 'FREQ=WEEKLY;UNTIL=20400113', 'FREQ=WEEKLY;UNTIL=20400113T235959Z'])(
    'completes the todo with the last occurrence of %s, and reopens it there',
    async rule => {
      const { id } = await create({ repeat: { rule, from: 'deadline' } })
      const last = await door.updateTodo(id, { completed: true, occurrence: friday })
      expect(last).toMatchObject({ completed: false, deadlineOn: '2040-01-13' })
      const finished = await door.updateTodo(id, { completed: true, occurrence: '2040-01-13' })
      expect(finished).toMatchObject({ completed: true, deadlineOn: '2040-01-13' })
      expect(finished.completions.map(({ deadlineOn }) => deadlineOn)).toEqual(['2040-01-13', friday])
      expect(await door.updateTodo(id, { completed: true })).toEqual(finished)
      expect(await door.updateTodo(id, { completed: false })).toEqual({
        ...last,
        updatedAt: expect.any(String),
      })
      await door.updateTodo(id, { completed: true, occurrence: '2040-01-13' })
      expect(await door.updateTodo(id, { completed: false, occurrence: '2040-01-13' })).toMatchObject({
        completed: false,
        completions: [{ deadlineOn: friday }],
      })
    },
  )

  test('leaves out occurrences that are past, and counts them', async () => {
    const daily = await create({ deadlineOn: today(-10), repeat: { rule: 'FREQ=DAILY', from: 'deadline' } })
    expect(await door.updateTodo(daily.id, { completed: true })).toMatchObject({ deadlineOn: today() })
    const counted = await create({
      deadlineOn: today(-3),
      repeat: { rule: 'FREQ=DAILY;COUNT=5', from: 'deadline' },
    })
    expect(await door.updateTodo(counted.id, { completed: true })).toMatchObject({
      deadlineOn: today(),
      repeat: { rule: 'FREQ=DAILY;COUNT=2' },
    })
    const ended = await create({
      deadlineOn: today(-9),
      repeat: { rule: 'FREQ=DAILY;COUNT=5', from: 'deadline' },
    })
    expect(await door.updateTodo(ended.id, { completed: true })).toMatchObject({ completed: true })
  })

  test('counts from the day of the completion', async () => {
    for (const deadlineOn of [today(-30), today(), today(3), today(40)]) {
      const { id } = await create({
        deadlineOn,
        repeat: { rule: 'FREQ=DAILY;INTERVAL=3', from: 'completion' },
      })
      expect(await door.updateTodo(id, { completed: true })).toMatchObject({
        deadlineOn: deadlineOn === today(3) ? today(6) : today(3),
        completions: [{ deadlineOn }],
      })
    }
  })

  test.each([
    ['America/New_York', '2040-03-10T14:00:00Z', '2040-03-11T13:00:00Z'],
    ['Europe/Berlin', '2040-03-24T08:00:00Z', '2040-03-25T07:00:00Z'],
    ['Australia/Lord_Howe', '2040-10-05T22:30:00Z', '2040-10-06T22:00:00Z'],
    // 02:30 does not exist on 11 March, and 02:15 not on 7 October.
    ['America/New_York', '2040-03-10T07:30:00Z', '2040-03-12T06:30:00Z'],
    ['Australia/Lord_Howe', '2040-10-05T15:45:00Z', '2040-10-07T15:15:00Z'],
  ])('keeps the wall time in %s across a change of clocks', async (timeZone, deadlineAt, expected) => {
    await door.updateSettings({ timeZone })
    const { id } = await create({
      deadlineOn: undefined,
      deadlineAt,
      repeat: { rule: 'FREQ=DAILY', from: 'deadline' },
    })
    // The zone is that of the time when the repetition was set.
    await door.updateSettings({ timeZone: 'Asia/Tokyo' })
    expect(await door.updateTodo(id, { completed: true, occurrence: deadlineAt })).toMatchObject({
      deadlineAt: expected,
    })
  })

  test('writes the rule to events and tasks, without copies', async () => {
    await door.updateSettings({ timeZone: 'America/New_York' })
    await create({ title: 'date', repeat: { rule: 'FREQ=WEEKLY;UNTIL=20410101', from: 'deadline' } })
    await create({
      title: 'time',
      deadlineOn: undefined,
      deadlineAt: '2040-01-06T14:00Z',
      repeat: { rule: 'FREQ=DAILY;UNTIL=20410101', from: 'deadline' },
    })
    await create({ title: 'after', repeat: { rule: 'FREQ=DAILY', from: 'completion' } })
    const id = await door.createCalendarJob({ component: 'both' })
    await service.finishTask(id)
    const { resultUrl } = await door.getCalendarJob(id)
    const { text } = await ask(resultUrl, `GET ${new URL(resultUrl).pathname}`)
    const components = text.split(/(?=BEGIN:V(?:EVENT|TODO|TIMEZONE))/)
    const linesOf = (summary: string) =>
      components
        .filter(component => component.includes(`\r\nSUMMARY:${summary}\r\n`))
        .map(component => component.match(/^(?:DTSTART|DTEND|DUE|RRULE)[;:][^\r]*/gm))
    expect(linesOf('date')).toEqual([
      ['DTSTART;VALUE=DATE:20400106', 'DTEND;VALUE=DATE:20400107', 'RRULE:FREQ=WEEKLY;UNTIL=20410101'],
      ['DTSTART;VALUE=DATE:20400106', 'DUE;VALUE=DATE:20400106', 'RRULE:FREQ=WEEKLY;UNTIL=20410101'],
    ])
    const start = 'TZID=America/New_York:20400106T090000'
    expect(linesOf('time')).toEqual([
      [
        `DTSTART;${start}`,
        'DTEND;TZID=America/New_York:20400106T093000',
        'RRULE:FREQ=DAILY;UNTIL=20410102T045959Z',
      ],
      [`DTSTART;${start}`, `DUE;${start}`, 'RRULE:FREQ=DAILY;UNTIL=20410102T045959Z'],
    ])
    expect(linesOf('after')).toEqual([
      ['DTSTART;VALUE=DATE:20400106', 'DTEND;VALUE=DATE:20400107'],
      ['DUE;VALUE=DATE:20400106'],
    ])
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
  })
})
