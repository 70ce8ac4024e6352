import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRule } from '../../schema/recurrence-rule.ts'
import { description, title } from '../../schema/todo.ts'
import type { ImportEntry } from '../../schema/imported-todo.ts'
import { readImport } from '../../worker/import/read-import.ts'
import { hostileText } from '../calendar-file/calendar-samples.ts'
import { notesOf, options, problemsOf, readAll, readSample, todosOf } from './read-all.ts'

async function* repeat(piece: string, bytes: number, head = '', tail = ''): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  const chunk = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)))
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk
  yield Buffer.from(tail)
}

const readHostile = (bytes: AsyncIterable<Buffer>): Promise<ImportEntry[]> =>
  Array.fromAsync(readImport(bytes, options))

const wrap = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'BEGIN:VTODO', ...lines, 'END:VTODO', 'END:VCALENDAR', ''].join('\r\n')

const hundredMb = 100 * 1024 * 1024

describe('a hostile file ends in a report', () => {
  test('with a line of 100 MB in a calendar', async () => {
    const head = 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:'
    const entries = await readHostile(
      repeat('é', hundredMb, head, '\r\nEND:VTODO\r\nBEGIN:VTODO\r\nUID:2\r\nSUMMARY:next\r\nEND:VTODO\r\n'),
    )
    expect(todosOf(entries).map(todo => todo.title.slice(0, 4))).toEqual(['éééé', 'next'])
    expect(notesOf(entries)).toHaveLength(2)
  })

  test('with a line of 100 MB without anything else', async () => {
    const entries = await readHostile(repeat('x', hundredMb))
    expect(entries).toHaveLength(1)
    expect(problemsOf(entries)[0]?.[1]).toContain('is longer than')
  })

  test('with a line of 100 MB in an export', async () => {
    const entries = await readHostile(repeat('[', hundredMb, '{"todo":', '\n{"todo":{"title":"next"}}'))
    expect(problemsOf(entries)).toEqual([[1, 'is longer than 1048576 bytes']])
    expect(todosOf(entries)).toHaveLength(1)
  })

  test('with a quote that is not closed', async () => {
    const entries = await readAll('title,due\nfirst,\n"second,\nthird,\n')
    expect(todosOf(entries).map(todo => todo.title)).toEqual(['first'])
    expect(problemsOf(entries)).toEqual([[3, 'has a quote that is not closed; nothing after it was read']])
    const long = await readHostile(repeat('third,\n', hundredMb, 'title,due\nfirst,\n"second,\n'))
    expect(problemsOf(long).map(([line]) => line)).toEqual([3])
  })

  test('with components 100,000 deep', async () => {
    const deep = ['BEGIN:VCALENDAR', 'BEGIN:X', 'BEGIN:VTODO'].flatMap(line =>
      Array.from({ length: 100_000 }, () => line),
    )
    const entries = await readAll(`${deep.join('\n')}\nUID:1\nSUMMARY:in the deep\nEND:VTODO\n`)
    expect(todosOf(entries).map(todo => todo.title)).toEqual(['in the deep'])
    expect(problemsOf(entries)).toHaveLength(100_000)
  })

  test('with alarms 100,000 deep', async () => {
    const alarms = Array.from({ length: 100_000 }, () => 'BEGIN:VALARM')
    const entries = await readAll(wrap('UID:1', 'SUMMARY:x', ...alarms))
    expect(todosOf(entries)[0]?.properties.length).toBeLessThanOrEqual(200)
    expect(notesOf(entries)).toHaveLength(2)
  })

  test('with JSON 100,000 deep', async () => {
    const entries = await readAll(`{"todo":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`)
    expect(problemsOf(entries)).toHaveLength(1)
  })

  test('with 10,000 properties', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `X-${n}:${n}`)
    const entries = await readAll(wrap('UID:1', 'SUMMARY:x', ...lines))
    expect(todosOf(entries)[0]?.properties).toEqual(lines.slice(0, 200))
    expect(notesOf(entries).map(([, note]) => note)).toEqual([
      '5002 lines are too long, or too many, and left out',
      '4798 of 4998 properties of other programs are left out: too many or too long',
    ])
  })

  test('with NULs and control characters', async () => {
    const entries = await readAll(wrap('UID:1', 'SUMMARY:a\0b\x1b[31m', 'DESCRIPTION:\0', 'X-A:\0'))
    expect(todosOf(entries)).toMatchObject([{ title: 'ab[31m', description: null, properties: ['X-A:'] }])
  })

  test('with zones and rules of a million instances', async () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Evil', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'].concat([
      'RRULE:FREQ=SECONDLY',
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ])
    const never = 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'
    const todos = ['RRULE:FREQ=SECONDLY;COUNT=999999999', never].flatMap((rule, n) => [
      'BEGIN:VTODO',
      `UID:${n}`,
      'SUMMARY:x',
      'DUE;TZID=Evil:20270101T000000',
      rule,
      'END:VTODO',
    ])
    const entries = await readAll([...zone, ...todos].join('\n'))
    expect(todosOf(entries)).toMatchObject([
      { repeat: null, deadlineAt: '2026-12-31T23:00:00Z' },
      { repeat: null },
    ])
  })

  test.each([
    ['PK\x03\x04', 'is a ZIP file'],
    ['PK\x03\x04\x14xl/workbook.xml', 'is a spreadsheet'],
    ['\x1f\x8b\b\0', 'is a gzip file'],
    ['%PDF-1.7\n', 'is a PDF'],
    ['\x89PNG\r\n\x1a\n', 'is a picture'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'is a picture'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'is a picture'],
    ['', 'has no rows'],
  ])('that is no list: %j %s', async (bytes, problem) => {
    expect(problemsOf(await readAll(Buffer.from(bytes, 'latin1')))).toEqual([
      [1, expect.stringContaining(problem)],
    ])
  })
})

/** Pieces of real files and of nonsense, in any order. */
const pieces = async () => {
  const names = ['todoist.csv', 'ticktick.csv', 'tasks-org.ics', 'outlook.ics', 'export.ndjson']
  const files = await Promise.all(names.map(async name => (await readSample(name)).toString('latin1')))
  return files.flatMap(file => file.split(/(?<=\n)/))
}

test('reads any bytes, in any chunks, without an error and as todos that can be stored', async () => {
  const lines = await pieces()
  const line = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...lines) },
    { weight: 1, arbitrary: hostileText },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes).toString('latin1')),
    },
  )
  const start = fc.constantFrom('', 'BEGIN:VCALENDAR\n', '{"format":"taskoverflow-export"}\n', lines[0] ?? '')
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(line, { maxLength: 60 }),
      fc.integer({ min: 1, max: 200 }),
      async (head, body, size) => {
        const bytes = Buffer.from(head + body.join(''), 'latin1')
        const entries = await readAll(bytes)
        expect(await readAll(bytes, {}, size)).toEqual(entries)
        for (const todo of todosOf(entries)) {
          expect(title.safeParse(todo.title).success).toBe(true)
          expect(description.safeParse(todo.description).success).toBe(true)
          expect(todo.deadlineAt === null || todo.deadlineOn === null).toBe(true)
          expect(todo.repeat === null || !('problem' in parseRule(todo.repeat.rule))).toBe(true)
          const texts = [todo.uid, todo.list ?? '', ...todo.tags, ...todo.properties]
          expect(texts.every(text => text.isWellFormed() && !/[\0\n\r]/.test(text))).toBe(true)
          expect(todo.uid).not.toBe('')
        }
      },
    ),
    { numRuns: 300 },
  )
})
