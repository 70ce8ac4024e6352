import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'
import { asRead } from './calendar-readers/as-read.ts'
import { readers } from './calendar-readers/readers.ts'
import { type ReadComponent, toBasicTime } from './calendar-readers/calendar-reader.ts'
import { defaults, hostileText, hostileTitle, write, toOptions } from './calendar-samples.ts'

const uid = '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10'
const eventUid = '0a1ff335-9cb6-5842-8f7a-2aef684033cc'
const completed = {
  id: 2,
  uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a11',
  completed: true,
  completedAt: new Date('2023-04-01T10:11:12Z'),
  deadlineAt: null,
}

const common = {
  SEQUENCE: '3',
  DTSTAMP: '20230301T093000Z',
  CREATED: '20230227T000000Z',
  'LAST-MODIFIED': '20230301T093000Z',
  DESCRIPTION: 'CSSE6400 Project Proposal Due',
}
const event = { ...common, SUMMARY: 'Project Proposal', TRANSP: 'TRANSPARENT' }
const task = { ...common, SUMMARY: 'Project Proposal', STATUS: 'NEEDS-ACTION', 'PERCENT-COMPLETE': '0' }
const alarm = (TRIGGER: string, RELATED?: string) => ({
  kind: 'VALARM',
  properties: {
    ACTION: 'DISPLAY',
    TRIGGER,
    ...(RELATED !== undefined && { RELATED }),
    DESCRIPTION: 'Project Proposal',
  },
})

const cases = [
  {
    options: { shape: 'end', durationMinutes: 90, alarms: [10, 1440] },
    components: [
      {
        kind: 'VEVENT',
        properties: { ...event, UID: eventUid, DTSTART: '20230403T123000Z', DTEND: '20230403T140000Z' },
        components: [alarm('-P1D', 'END'), alarm('-PT10M', 'END')],
      },
    ],
  },
  {
    options: { component: 'vtodo', timeForm: 'floating', alarms: [75] },
    components: [
      {
        kind: 'VTODO',
        properties: { ...task, UID: uid, DUE: '20230403T140000' },
        components: [alarm('-PT1H15M', 'END')],
      },
      {
        kind: 'VTODO',
        properties: {
          ...task,
          UID: completed.uid,
          STATUS: 'COMPLETED',
          'PERCENT-COMPLETE': '100',
          COMPLETED: '20230401T101112Z',
        },
        components: [],
      },
    ],
  },
  {
    options: { component: 'both', shape: 'allday', timeZone: 'Australia/Sydney', uid: 'id', alarms: [30] },
    components: [
      {
        kind: 'VEVENT',
        properties: {
          ...event,
          UID: '1',
          DTSTART: '20230404',
          DTEND: '20230405',
          'RELATED-TO': 'todo-1',
        },
        components: [alarm('20230403T133000Z')],
      },
      {
        kind: 'VTODO',
        properties: { ...task, UID: 'todo-1', DUE: '20230404' },
        components: [alarm('20230403T133000Z')],
      },
      {
        kind: 'VTODO',
        properties: { ...task, UID: 'todo-2', STATUS: 'COMPLETED', 'PERCENT-COMPLETE': '100' },
        components: [],
      },
    ],
  },
]

const moments = [
  '1900-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2024-02-29T23:30:00Z',
  '2026-10-03T16:00:00Z',
  '4500-12-31T23:59:59Z',
].map(text => new Date(text))

/** Some programs sort what they read. */
const inOrder = (components: ReadComponent[]): ReadComponent[] =>
  components.toSorted((a, b) => ((a.properties['UID'] ?? '') < (b.properties['UID'] ?? '') ? -1 : 1))

// node-ical adds the DTSTART to the rule and converts times to UTC; from vobject, all times come with a Z.
const partsOf = (text = '') =>
  text
    .replace(/^.*\nRRULE:/s, '')
    .split(';')
    .toSorted()
const toWallTime = (time = '') => time.replace(/T1[04]0000Z$/, 'T100000')

describe.each(readers)('$name', ({ name, read }) => {
  const asItReads = asRead[name] ?? ((text: string) => text)

  test.each(cases)('reads a calendar with $options', async ({ options, components }) => {
    const [calendar] = await read([write(toOptions(options), {}, completed)])
    expect(inOrder(calendar?.components ?? [])).toMatchObject(components)
  })

  test('reads the name, the description, the colour and the refresh interval', async () => {
    const options = { name: 'Uni; todos', description: 'All,\nof them', color: 'teal' }
    const [calendar] = await read([write({ ...toOptions(options), refreshHours: 1 }, {})])
    expect(calendar?.properties).toMatchObject({
      NAME: 'Uni; todos',
      'X-WR-CALNAME': 'Uni; todos',
      DESCRIPTION: 'All,\nof them',
      'X-WR-CALDESC': 'All,\nof them',
      COLOR: 'teal',
      'X-APPLE-CALENDAR-COLOR': '#008080',
    })
  })

  test('reads how todos repeat', async () => {
    const rule = 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20240101'
    const day = { deadlineAt: null, deadlineOn: new Date('2023-04-05'), uid: completed.uid, id: 2 }
    const [calendar] = await read([
      write(
        toOptions({ component: 'both' }),
        { repeat: { rule, zone: 'America/New_York' } },
        { ...day, repeat: { rule: 'FREQ=DAILY;COUNT=3', zone: 'UTC' } },
      ),
    ])
    const shown = (calendar?.components ?? [])
      .filter(({ kind }) => kind === 'VEVENT' || kind === 'VTODO')
      .map(({ kind, properties }) => [kind, toWallTime(properties['DTSTART']), partsOf(properties['RRULE'])])
    const weekly = ['BYDAY=MO', 'FREQ=WEEKLY', 'UNTIL=20240102T045959Z']
    const daily = ['COUNT=3', 'FREQ=DAILY']
    expect(shown).toHaveLength(4)
    expect(shown).toEqual(
      expect.arrayContaining([
        ['VEVENT', '20230403T100000', weekly],
        ['VEVENT', '20230405', daily],
        ['VTODO', '20230403T100000', weekly],
        ['VTODO', '20230405', daily],
      ]),
    )
  })

  test('reads a calendar without a todo', async () => {
    const [calendar] = await read([write(defaults)])
    expect(calendar).toMatchObject({ kind: 'VCALENDAR', components: [{ kind: 'VTIMEZONE' }] })
  })

  test.each(['start', 'end', 'allday'] as const)(
    'reads the first and the last times, shape %s',
    async shape => {
      const todos = moments.map((deadlineAt, n) => ({ deadlineAt, uid: `${n}`, id: n }))
      const [calendar] = await read([write({ ...defaults, uid: 'id', component: 'both', shape }, ...todos)])
      const due = moments.map(time => toBasicTime(time).slice(0, shape === 'allday' ? 8 : undefined))
      const valuesOf = (kind: string, property: string) =>
        inOrder(calendar?.components ?? [])
          .filter(component => component.kind === kind)
          .map(({ properties }) => properties[property])
      expect(valuesOf('VTODO', 'DUE')).toEqual(due)
      expect(valuesOf('VEVENT', shape === 'end' ? 'DTEND' : 'DTSTART')).toEqual(due)
    },
  )

  test('reads hostile texts as sanitised, in every property', async () => {
    const texts = fc.record({
      title: hostileTitle,
      description: hostileText,
      name: hostileText,
      about: hostileText,
    })
    const files = fc.array(texts, { minLength: 100, maxLength: 100, size: 'max' })
    await fc.assert(
      fc.asyncProperty(files, async list => {
        const calendars = await read(
          list.map(({ title, description, name, about }) =>
            write(
              { ...defaults, component: 'both', alarms: [5], name, description: about },
              { title, description },
            ),
          ),
        )
        expect(calendars).toMatchObject(
          list.map(({ title, description, name, about }) => {
            const line = asItReads(sanitiseLine(title) || '(untitled)')
            const inside = {
              properties: { SUMMARY: line, ...present('DESCRIPTION', sanitiseText(description)) },
              components: [{ properties: { DESCRIPTION: line } }],
            }
            return {
              properties: {
                ...present('NAME', sanitiseLine(name)),
                ...present('X-WR-CALNAME', sanitiseLine(name)),
                ...present('DESCRIPTION', sanitiseText(about)),
                ...present('X-WR-CALDESC', sanitiseText(about)),
              },
              components: [
                { kind: 'VEVENT', ...inside },
                { kind: 'VTODO', ...inside },
              ],
            }
          }),
        )
      }),
      // Shrinking would start a program for each step.
      { numRuns: 3, endOnFailure: true },
    )
  })

  const present = (name: string, text: string) => (text === '' ? {} : { [name]: asItReads(text) })
})
