import { v5 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { checkCalendar } from './calendar-checker.ts'
import { defaults, proposal, valuesOf, write, original, toOptions } from './calendar-samples.ts'

const done = { completed: true, completedAt: new Date('2023-04-01T10:11:12.999Z') }

describe('a task', () => {
  const options = toOptions({ component: 'vtodo', alarms: [60, 10] })

  test('has the properties of its todo, line by line', () => {
    expect(write(options, proposal)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Taskoverflow Calendar//mxm.dk//',
        'BEGIN:VTODO',
        'UID:0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10',
        'SEQUENCE:3',
        'DTSTAMP:20230301T093000Z',
        'DUE:20230403T140000Z',
        'SUMMARY:Project Proposal',
        'DESCRIPTION:CSSE6400 Project Proposal Due',
        'STATUS:NEEDS-ACTION',
        'PERCENT-COMPLETE:0',
        'CREATED:20230227T000000Z',
        'LAST-MODIFIED:20230301T093000Z',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER;RELATED=END:-PT1H',
        'DESCRIPTION:Project Proposal',
        'END:VALARM',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER;RELATED=END:-PT10M',
        'DESCRIPTION:Project Proposal',
        'END:VALARM',
        'END:VTODO',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test('has the time of its completion, without mark and reminder, when it is done', () => {
    const file = write(options, done)
    expect(file).toContain('\r\nSTATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\nCOMPLETED:20230401T101112Z\r\n')
    expect(file).toContain('\r\nSUMMARY:Project Proposal\r\n')
    expect(file).not.toContain('VALARM')
    expect(write(options, { ...done, completedAt: null })).not.toContain('\r\nCOMPLETED:')
    // A todo that was opened again may still know when it was done.
    expect(write(options, { ...done, completed: false })).not.toContain('\r\nCOMPLETED:')
  })

  test('has neither DUE nor a reminder without a deadline', () => {
    const file = write(options, { deadlineAt: null })
    expect(checkCalendar(file)).toEqual([])
    expect(file).toContain('BEGIN:VTODO')
    expect(file).not.toMatch(/DUE|VALARM/)
  })
})

describe('UIDs', () => {
  test('are the UUIDv5 of their todos for events', () => {
    const uids = Array.from({ length: 200 }, () => crypto.randomUUID())
    const file = write(defaults, ...uids.map(uid => ({ uid })))
    expect(valuesOf(file, 'UID')).toEqual(uids.map(uid => v5(uid, 'b4f0ccd2-8340-4cba-9b30-d3e7c53e1a8b')))
  })

  test.each(['global', 'id'] as const)('are never shared by an event and a task: %s', uid => {
    const ofEvent = valuesOf(write({ ...defaults, uid }, proposal), 'UID')
    const ofTask = valuesOf(write({ ...defaults, uid, component: 'vtodo' }, proposal), 'UID')
    const both = write({ ...defaults, uid, component: 'both' }, proposal)
    expect(ofEvent).not.toEqual(ofTask)
    expect(valuesOf(both, 'UID')).toEqual([...ofEvent, ...ofTask])
    expect(valuesOf(both, 'RELATED-TO')).toEqual(ofTask)
  })

  test('relate an event only to an existing task', () => {
    for (const component of ['vevent', 'vtodo'] as const)
      expect(write({ ...defaults, component }, proposal)).not.toContain('RELATED-TO')
    expect(valuesOf(write({ ...defaults, component: 'both' }, { deadlineAt: null }), 'BEGIN')).toEqual([
      'VCALENDAR',
      'VTODO',
    ])
  })
})

describe('reminders', () => {
  test.each([
    [[0], ['PT0S']],
    [[5], ['-PT5M']],
    [
      [1440, 90],
      ['-P1D', '-PT1H30M'],
    ],
    [[40_320], ['-P28D']],
    [
      [2, 3, 1, 5, 4],
      ['-PT5M', '-PT4M', '-PT3M', '-PT2M', '-PT1M'],
    ],
  ])('%j minutes before are %j', (alarms, triggers) => {
    const file = write(toOptions({ alarms }), proposal)
    expect(checkCalendar(file)).toEqual([])
    expect(valuesOf(file, 'TRIGGER')).toEqual(triggers)
  })

  test.each([
    ['start', 'START'],
    ['end', 'END'],
  ] as const)('of an event of the shape %s relate to its %s', (shape, related) => {
    const file = write({ ...defaults, shape, alarms: [5] }, proposal)
    expect(file).toContain(`\r\nTRIGGER;RELATED=${related}:-PT5M\r\n`)
    expect(file).toMatch(/END:VALARM\r\nEND:VEVENT\r\n/)
  })

  test.each(['vevent', 'vtodo'] as const)(
    'of a deadline on a whole day have its own time in a %s',
    component => {
      const timeZone = 'America/New_York'
      const deadlineAt = new Date('2026-12-02T22:00:00Z')
      const file = write(
        { ...defaults, component, shape: 'allday', timeZone, alarms: [60, 0] },
        { deadlineAt },
      )
      expect(checkCalendar(file)).toEqual([])
      expect(file).toContain(
        component === 'vevent' ? 'DTSTART;VALUE=DATE:20261202' : 'DUE;VALUE=DATE:20261202',
      )
      expect(file).toContain('\r\nTRIGGER;VALUE=DATE-TIME:20261202T210000Z\r\n')
      expect(file).toContain('\r\nTRIGGER;VALUE=DATE-TIME:20261202T220000Z\r\n')
    },
  )

  test.each(['vevent', 'vtodo'] as const)(
    'of a %s that repeats on whole days ring on each of them',
    component => {
      const repeat = { rule: 'FREQ=WEEKLY', zone: 'America/New_York' }
      const deadlineAt = new Date('2026-12-02T22:00:30Z')
      const options = { ...toOptions({ shape: 'allday' }), component, alarms: [60, 0, 1440] }
      const file = write(options, { deadlineAt, repeat })
      expect(checkCalendar(file)).toEqual([])
      expect(file).toContain('DTSTART;VALUE=DATE:20261202')
      expect(file.match(/^TRIGGER[^\r]*/gm)).toEqual(
        ['PT16H', 'PT17H', '-PT7H'].map(trigger => `TRIGGER;RELATED=START:${trigger}`),
      )
    },
  )

  test('are left out of completed todos', () => {
    expect(write({ ...defaults, alarms: [5] }, done)).not.toContain('VALARM')
  })
})

describe('the head', () => {
  test('has the name, description and colour of the calendar in every notation', () => {
    const file = write(
      { ...defaults, name: 'Uni', description: 'All;\r\nof them', color: '#ff8800', refreshHours: 1 },
      proposal,
    )
    expect(checkCalendar(file)).toEqual([])
    expect(file.slice(0, file.indexOf('BEGIN:VEVENT')).split('\r\n').slice(3)).toEqual([
      'NAME:Uni',
      'X-WR-CALNAME:Uni',
      'X-WR-CALDESC:All\\;\\nof them',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'X-APPLE-CALENDAR-COLOR:#FF8800',
      'DESCRIPTION:All\\;\\nof them',
      'COLOR:darkorange',
      '',
    ])
  })

  test.each([
    ['teal', 'teal', '#008080'],
    ['#008080', 'teal', '#008080'],
    ['#008181', 'teal', '#008181'],
    ['#000001', 'black', '#000001'],
    ['#fefefe', 'white', '#FEFEFE'],
  ])('gives the colour %s the name %s and the code %s', (color, name, code) => {
    const file = write({ ...defaults, color }, proposal)
    expect([valuesOf(file, 'COLOR'), valuesOf(file, 'X-APPLE-CALENDAR-COLOR')]).toEqual([[name], [code]])
  })

  test('leaves out options that are not set', () => {
    for (const options of [defaults, original])
      expect(write(options, proposal)).toMatch(
        /^BEGIN:VCALENDAR\r\nVERSION.*\r\nPRODID.*\r\nBEGIN:VEVENT\r\n/,
      )
  })
})
