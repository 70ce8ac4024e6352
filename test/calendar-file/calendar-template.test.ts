import * as fc from 'fast-check'
import { foldLines, formatDate, ICalCalendar, ICalEvent, ICalEventTransparency } from 'ical-generator'
import { expect, test } from 'vitest'
import { toBasicDate, toBasicTime } from '../../worker/calendar/basic-time.ts'
import { createEventTemplate, type EventValues } from '../../worker/calendar/event-template.ts'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'

const moment = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('4500-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom(';', ',', '\\', '\n', ':', '"', '🗓', 'é', '\u2028', ' '),
    maxLength: 200,
  }),
)

const byLibrary = (form: { allDay: boolean; floating: boolean }, values: EventValues): string =>
  foldLines(
    new ICalEvent(
      {
        ...form,
        id: values.uid,
        sequence: values.sequence,
        stamp: values.revised,
        start: values.start,
        end: values.end,
        summary: values.summary,
        transparency: ICalEventTransparency.TRANSPARENT,
        description: values.description || null,
        created: values.created,
        lastModified: values.revised,
      },
      new ICalCalendar(),
    ).toString(),
  )

test.each([
  { allDay: false, floating: false },
  { allDay: false, floating: true },
  { allDay: true, floating: false },
  { allDay: true, floating: true },
])('prints the same bytes as ical-generator with %j', form => {
  const print = createEventTemplate(form)
  const values = fc.record({
    uid: fc.oneof(fc.uuid(), fc.nat().map(String)),
    sequence: fc.nat(),
    start: moment,
    lastsMs: fc.integer({ min: 86_400_000, max: 864_000_000 }),
    summary: text.map(sanitiseLine),
    description: text.map(sanitiseText),
    created: moment,
    revised: moment,
  })
  fc.assert(
    fc.property(values, ({ lastsMs, ...others }) => {
      const event = { ...others, end: new Date(others.start.getTime() + lastsMs) }
      expect(print(event)).toBe(byLibrary(form, event))
    }),
    { numRuns: 500 },
  )
})

test('formats times like ical-generator, to the second and on either side of 1970', () => {
  fc.assert(
    fc.property(moment, at => {
      expect(toBasicDate(at)).toBe(formatDate(null, at, true))
      expect(`${toBasicTime(at)}Z`).toBe(formatDate(null, at))
    }),
    { numRuns: 2_000 },
  )
})
