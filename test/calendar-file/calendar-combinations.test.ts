import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveOptions } from '../../schema/resolve-options.ts'
import { createCalendarWriter } from '../../worker/calendar/calendar-writer.ts'
import type { CalendarTodo } from '../../worker/calendar/calendar-todo.ts'
import { checkCalendar } from './calendar-checker.ts'
import { icalJs } from './calendar-readers/ical-js.ts'
import { hostileText, hostileTitle, writeAll, toOptions } from './calendar-samples.ts'

const [first, last] = [Date.parse('1900-01-01T00:00:00Z'), Date.parse('4500-12-31T23:59:59.999Z')]
const now = new Date('2030-06-15T12:00:30Z')

const moment = fc
  .oneof(
    fc.integer({ min: first, max: last }),
    fc.integer({ min: now.getTime() - 100_000, max: now.getTime() + 100_000 }),
    fc.constantFrom(first, 0, -1, last),
  )
  .map(ms => new Date(ms))
const instant = moment.map(time => time.toISOString())

const someOf = <const Value>(...values: Value[]) => fc.constantFrom(...values)

const range = fc
  .uniqueArray(instant, { minLength: 2, maxLength: 2 })
  .map(times => times.toSorted((a, b) => Date.parse(a) - Date.parse(b)))

const options = fc
  .record(
    {
      component: someOf('vevent', 'vtodo', 'both'),
      shape: someOf('start', 'end', 'allday'),
      timeZone: someOf('UTC', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Kiritimati'),
      durationMinutes: fc.integer({ min: 5, max: 1440 }),
      alarms: fc.uniqueArray(fc.integer({ min: 0, max: 40_320 }), { maxLength: 5 }),
      completed: someOf('include', 'exclude', 'only'),
      from: range.map(([from = '']) => from),
      overdue: someOf('keep', 'drop', 'today'),
      name: fc.string({ maxLength: 80 }),
      color: someOf('red', '#123456'),
      description: fc.string(),
      timeForm: someOf('utc', 'floating'),
      uid: someOf('global', 'id'),
    },
    { requiredKeys: [] },
  )
  .chain(chosen =>
    fc.option(range).map(times => (times ? { ...chosen, from: times[0], to: times[1] } : chosen)),
  )

const deadline = fc.oneof(
  fc.record({ deadlineAt: fc.option(moment), deadlineOn: fc.constant(null) }),
  fc.record({
    deadlineAt: fc.constant(null),
    deadlineOn: moment.map(time => new Date(time.toISOString().slice(0, 10))),
  }),
)

const withoutDeadline = fc.record({
  uid: fc.uuid(),
  title: hostileTitle,
  description: fc.option(hostileText),
  completed: fc.boolean(),
  completedAt: fc.option(moment),
  repeat: fc.option(
    fc.record({
      rule: someOf('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20301231', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=5'),
      zone: someOf('UTC', 'America/New_York', 'Australia/Lord_Howe'),
    }),
  ),
  listId: fc.nat({ max: 3 }),
  tags: fc.array(hostileTitle, { maxLength: 4 }),
  priority: someOf('none', 'low', 'medium', 'high'),
  properties: fc.array(
    fc.oneof(
      hostileTitle.map(text => `X-NOTE:${text}`),
      hostileTitle.map(text => `X-LABELLED;LABEL=${text}`),
    ),
    { maxLength: 2 },
  ),
  revision: fc.nat(),
  createdAt: moment,
  revisedAt: moment,
})
const todo: fc.Arbitrary<Omit<CalendarTodo, 'id'>> = fc
  .tuple(withoutDeadline, deadline)
  .map(([rest, when]) => ({ ...rest, ...when }))
const todos = fc.uniqueArray(todo, { selector: ({ uid }) => uid, maxLength: 12 })

test('writes a valid file and counts each todo once for all options', async () => {
  await fc.assert(
    fc.asyncProperty(options, todos, async (chosen, list) => {
      const resolved = resolveOptions(toOptions(chosen), now)
      const writer = createCalendarWriter(resolved)
      const numbered = list.map((todo, index) => ({ ...todo, id: index + 1 }))
      const file = writeAll(writer, numbered)
      expect(checkCalendar(file)).toEqual([])

      const { noDeadline, outOfRange, filtered } = writer.skipped
      expect(writer.written + noDeadline + outOfRange + filtered).toBe(list.length)
      const [calendar] = await icalJs.read([file])
      const uidsOf = (kind: string) =>
        calendar?.components
          .filter(component => component.kind === kind)
          .map(({ properties }) => properties['UID'])
      const [events = [], tasks = []] = [uidsOf('VEVENT'), uidsOf('VTODO')]
      const { component } = resolved
      expect(component === 'vevent' ? events : tasks).toHaveLength(writer.written)
      if (component === 'vevent') expect(tasks).toEqual([])
      if (component === 'vtodo') expect(events).toEqual([])
      if (component === 'both') expect(events.length).toBeLessThanOrEqual(tasks.length)

      expect(writeAll(createCalendarWriter(resolved), numbered)).toBe(file)
    }),
    { numRuns: 300 },
  )
})
