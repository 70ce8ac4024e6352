import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../../schema/resolve-options.ts'
import { createCalendarWriter } from '../../worker/calendar/calendar-writer.ts'
import { hashOptions } from '../../core/calendar-jobs/reuse.ts'
import { defaults, proposal, writeAll, original, toOptions } from './calendar-samples.ts'
import { timeZone } from '../../schema/time-zone.ts'

const now = new Date('2030-06-15T12:34:56.789Z')

describe('options', () => {
  test('have defaults', () => {
    expect(defaults).toEqual({
      component: 'vevent',
      shape: 'start',
      timeZone: 'UTC',
      durationMinutes: 30,
      alarms: [],
      completed: 'include',
      overdue: 'keep',
      timeForm: 'utc',
      uid: 'global',
      completedMark: true,
    })
  })

  test.each([
    { timeZone: 'Australia/Brisbane' },
    { timeZone: 'America/Argentina/Buenos_Aires' },
    { timeZone: 'Etc/GMT+5' },
    { timeZone: 'UTC' },
    { durationMinutes: 5 },
    { durationMinutes: 1440 },
    { alarms: [40_320, 5, 4, 3, 0] },
    { name: '' },
    { name: '🗓'.repeat(255) },
    { color: 'mediumpurple' },
    { color: '#ff0099' },
    { description: 'a\nb' },
  ])('accept %j', options => expect(toOptions(options)).toEqual({ ...defaults, ...options }))

  test('accept every time zone of calendar programs', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    expect(zones.filter(zone => !timeZone.safeParse(zone).success)).toEqual([])
  })

  test('are normalised', () => {
    expect(toOptions({ color: 'Red', alarms: [1, 20, 3] })).toEqual(
      toOptions({ color: 'RED', alarms: [20, 3, 1] }),
    )
  })

  test('mean the same at any time once resolved, to the minute', () => {
    const drop = toOptions({ overdue: 'drop' })
    const resolved = resolveOptions(drop, now)
    expect(resolved).toEqual({ ...drop, overdueBefore: '2030-06-15T12:34:00Z' })
    expect(resolveOptions(drop, new Date('2030-06-15T12:34:00.000Z'))).toEqual(resolved)
    expect(resolveOptions(drop, new Date('2030-06-15T12:35:00.000Z'))).not.toEqual(resolved)
    expect(resolveOptions(resolved, new Date('2031-01-01'))).toEqual(resolved)
    expect(resolveOptions(defaults, now)).toEqual(defaults)
  })

  test('are completed for a job of an earlier release', () => {
    const stored = { completed: 'only', timeForm: 'utc', uid: 'global', completedMark: true }
    expect(resolveOptions(stored as typeof defaults, now)).toEqual({ ...defaults, completed: 'only' })
  })

  test('have one hash in any order, and a different one for different values', () => {
    const options = toOptions({ name: 'a', alarms: [5, 10], from: '2030-01-01' })
    const reversed = Object.fromEntries(Object.entries(options).toReversed()) as typeof options
    expect(hashOptions(reversed)).toBe(hashOptions(options))
    const others = [
      original,
      defaults,
      { ...options, alarms: [10] },
      { ...options, alarms: [] },
      { ...options, overdueBefore: '2030-06-15T12:34:00Z' },
      { ...options, refreshHours: 1 },
    ]
    expect(new Set([options, ...others].map(hashOptions)).size).toBe(1 + others.length)
  })
})

describe('skipped todos', () => {
  const todos = [
    { title: 'undated', deadlineAt: null },
    { title: 'undated, done', deadlineAt: null, completed: true },
    { title: 'overdue', deadlineAt: new Date('2030-06-15T12:33:59.999Z') },
    { title: 'over, done', deadlineAt: new Date('2030-06-15T12:33:59.999Z'), completed: true },
    { title: 'this minute', deadlineAt: new Date('2030-06-15T12:34:00Z') },
    { title: 'later', deadlineAt: new Date('2030-07-01T00:00:00Z') },
  ].map((todo, index) => ({ ...proposal, ...todo, id: index, uid: crypto.randomUUID() }))

  const none = { noDeadline: 0, outOfRange: 0, filtered: 0 }

  test.each([
    [{}, '2 3 4 5', { ...none, noDeadline: 2 }],
    [{ component: 'vtodo' }, '0 1 2 3 4 5', none],
    [{ component: 'both' }, '0 1 2 3 4 5', none],
    [{ overdue: 'drop' }, '3 4 5', { ...none, noDeadline: 2, filtered: 1 }],
    [{ component: 'vtodo', overdue: 'drop' }, '0 1 3 4 5', { ...none, filtered: 1 }],
    [{ component: 'vtodo', overdue: 'drop', completed: 'exclude' }, '0 4 5', { ...none, filtered: 3 }],
    [{ component: 'vtodo', completed: 'only' }, '1 3', { ...none, filtered: 4 }],
    [{ component: 'both', from: '2030-07-01' }, '5', { noDeadline: 2, outOfRange: 3, filtered: 0 }],
    [
      { component: 'vtodo', to: '2030-07-01', overdue: 'drop' },
      '3 4',
      { noDeadline: 2, outOfRange: 1, filtered: 1 },
    ],
  ])('are counted with %j: all but %s', (options, ids, skipped) => {
    const writer = createCalendarWriter(resolveOptions(toOptions({ ...options, uid: 'id' }), now))
    const found = writeAll(writer, todos).matchAll(/^UID:(?:todo-)?(\d+)\r$/gm)
    const numbers = new Set(Array.from(found, ([, number]) => number))
    expect([...numbers].join(' ')).toBe(ids)
    expect(writer.written).toBe(numbers.size)
    expect(writer.skipped).toEqual(skipped)
  })
})
