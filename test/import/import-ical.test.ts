import { describe, expect, test } from 'vitest'
import { proposal, toOptions, write, original } from '../calendar-file/calendar-samples.ts'
import { notesOf, problemsOf, readAll, readSample, todosOf } from './read-all.ts'

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const todo = (...lines: string[]): string => calendar('BEGIN:VTODO', ...lines, 'END:VTODO')

describe('a file of Tasks.org', () => {
  test('keeps everything of a task', async () => {
    const [task, done, half] = todosOf(await readAll(await readSample('tasks-org.ics')))
    expect(task).toEqual({
      uid: '3812458712634981273',
      title: 'Water the plants, all of them',
      description: 'First line\nsecond line',
      completed: false,
      completedAt: null,
      deadlineAt: '2026-12-01T17:00:00Z',
      deadlineOn: null,
      repeat: { rule: 'FREQ=WEEKLY;BYDAY=TU', from: 'deadline' },
      timeZone: 'Europe/Berlin',
      list: null,
      tags: ['home', 'garden'],
      priority: 'high',
      properties: [
        'RELATED-TO;RELTYPE=PARENT:7712458712634981000',
        'X-APPLE-SORT-ORDER:654321',
        'GEO:52.5200;13.4050',
        'DTSTART;TZID=Europe/Berlin:20261130T080000',
        'BEGIN:VALARM',
        'TRIGGER;RELATED=END:PT0S',
        'ACTION:DISPLAY',
        'DESCRIPTION:Default Tasks.org description',
        'END:VALARM',
      ],
      createdAt: '2026-11-01T07:00:00Z',
    })
    expect(done).toMatchObject({
      completed: true,
      completedAt: '2026-10-30T10:15:00Z',
      deadlineOn: '2026-11-01',
      properties: [],
    })
    expect(half).toMatchObject({
      completed: false,
      priority: 'low',
      properties: ['STATUS:IN-PROCESS', 'PERCENT-COMPLETE:50'],
    })
  })

  test('reports entries that are not todos, by line', async () => {
    expect(problemsOf(await readAll(await readSample('tasks-org.ics')))).toEqual([
      [41, 'changes one occurrence of a repeated todo, which is not supported'],
      [47, 'VJOURNAL is neither a todo nor an event'],
    ])
  })
})

test('reads the zones of Outlook: defined in the file, named by Windows, floating, unknown', async () => {
  const entries = await readAll(await readSample('outlook.ics'))
  expect(todosOf(entries).map(({ title, deadlineAt }) => [title, deadlineAt])).toEqual([
    ['Winter exam', '2027-01-15T08:00:00Z'],
    ['Summer exam', '2027-07-15T07:00:00Z'],
    ['Windows zone', '2027-07-15T07:00:00Z'],
    ['Floating', '2027-07-14T23:00:00Z'],
    ['Unknown zone', '2027-07-14T23:00:00Z'],
    ['Every second', null],
  ])
  expect(todosOf(entries)[2]).toMatchObject({
    timeZone: 'Europe/Berlin',
    repeat: { rule: 'FREQ=DAILY;COUNT=3' },
    list: 'Lectures',
  })
  expect(notesOf(entries)).toEqual([
    [47, 'its time zone Mars/Olympus is unknown: read as Australia/Brisbane'],
    [
      52,
      'does not repeat, its rule is kept as a property: FREQ must be one of DAILY, WEEKLY, MONTHLY, YEARLY',
    ],
  ])
})

test.each([
  [
    'a zone of libical',
    'DUE;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270715T090000',
    '2027-07-15T07:00:00Z',
  ],
  [
    'a zone of Mozilla',
    'DUE;TZID=/mozilla.org/20050126_1/America/Indiana/Knox:20270715T090000',
    '2027-07-15T14:00:00Z',
  ],
  ['UTC', 'DUE:20270715T090000Z', '2027-07-15T09:00:00Z'],
  ['a leap second', 'DUE:20270715T235960Z', '2027-07-15T23:59:59Z'],
  [
    'a start and a duration',
    'DTSTART;TZID=Europe/Berlin:20270327T090000\r\nDURATION:P1D',
    '2027-03-28T07:00:00Z',
  ],
  ['a date without VALUE', 'DUE:20270715', '2027-07-15'],
  ['a day and a duration', 'DTSTART;VALUE=DATE:20270715\r\nDURATION:P2D', '2027-07-17'],
  ['no such day', 'DUE;VALUE=DATE:20270230', null],
  ['no time at all', 'DUE:soon', null],
  ['a year outside of the range', 'DUE:99990101T000000Z', null],
])('reads the deadline from %s', async (_, lines, deadline) => {
  const [read] = todosOf(await readAll(todo('UID:1', 'SUMMARY:x', lines)))
  expect(read?.deadlineAt ?? read?.deadlineOn).toBe(deadline)
  if (deadline === null) expect(read?.properties).toEqual([`X-UNREAD-${lines}`])
})

test.each([
  ['20270706', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270712', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270713'],
  ['20270704', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;WKST=SU'],
  // Those are of both, of the deadline alone, and of neither.
  ['20270712', 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO'],
  ['20270706', 'FREQ=DAILY;UNTIL=20270710', 'FREQ=DAILY;UNTIL=20270711'],
  ['20270707', 'FREQ=WEEKLY;UNTIL=20270719', 'FREQ=WEEKLY;UNTIL=20270721'],
  ['20270706', 'FREQ=DAILY;UNTIL=99991231', 'FREQ=DAILY;UNTIL=99991231'],
  ['20270706', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270713', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270713'],
  ['20270706', 'FREQ=WEEKLY;BYDAY=FR', 'FREQ=WEEKLY;BYDAY=FR'],
  ['20270707', 'FREQ=MONTHLY;BYMONTHDAY=5,12', 'FREQ=MONTHLY;BYMONTHDAY=7,14'],
  ['20270707', 'FREQ=MONTHLY;BYMONTHDAY=5,27', undefined],
  ['20270707', 'FREQ=MONTHLY;BYDAY=1MO', undefined],
])('that starts on a Monday and is due on %s repeats by its deadline: %s', async (due, rule, shifted) => {
  const entries = await readAll(
    todo('UID:1', 'SUMMARY:x', 'DTSTART;VALUE=DATE:20270705', `DUE;VALUE=DATE:${due}`, `RRULE:${rule}`),
  )
  const [read] = todosOf(entries)
  expect(read?.repeat?.rule).toBe(shifted)
  if (shifted !== undefined) return
  expect(notesOf(entries)).toEqual([
    [2, 'does not repeat, its rule is kept as a property: it is that of the start'],
  ])
  expect(read?.properties).toContain(`X-UNREAD-RRULE:${rule}`)
})

const inBerlin = 'TZID=Europe/Berlin'

test.each([
  ['20300107T170000', '20300121T080000Z', '20300121T160000Z'],
  ['20300107T170000', '20300121T090000', '20300121T170000'],
  ['20300107T170000', '20300121', '20300121'],
  ['20300108T010000', '20300121', '20300122'],
  // From winter to summer time.
  ['20300108T090000', '20300330T080000Z', '20300331T070000Z'],
])('that starts at 9:00, is due at %s and starts until %s is due until %s', async (due, until, last) => {
  const lines = [
    `DTSTART;${inBerlin}:20300107T090000`,
    `DUE;${inBerlin}:${due}`,
    `RRULE:FREQ=DAILY;UNTIL=${until}`,
  ]
  const [read] = todosOf(await readAll(todo('UID:1', 'SUMMARY:x', ...lines)))
  expect(read?.repeat?.rule).toBe(`FREQ=DAILY;UNTIL=${last}`)
})

test.each(['X-WR-CALNAME', 'NAME;LANGUAGE=en'])('unescapes the name of the list in %s', async name => {
  const file = calendar(`${name}:Home\\, Work\\; 1`, 'BEGIN:VTODO', 'UID:1', 'SUMMARY:x', 'END:VTODO')
  expect(todosOf(await readAll(file))).toMatchObject([{ list: 'Home, Work; 1' }])
})

test('gives the name and the program of a calendar only to its own todos', async () => {
  const event = ['BEGIN:VEVENT', 'SUMMARY:✔ x', 'DTSTART:20270715T090000', 'END:VEVENT']
  const file =
    write(toOptions({}), { completed: true }) +
    calendar(...event) +
    calendar('X-WR-CALNAME:Uni', ...event) +
    calendar(...event)
  expect(todosOf(await readAll(file))).toMatchObject([
    { title: 'Project Proposal', list: null, ours: { kind: 'event' } },
    ...[null, 'Uni', null].map(list => ({ title: '✔ x', deadlineAt: '2027-07-14T23:00:00Z', list })),
  ])
})

test.each([
  ['1', 'high'],
  ['4', 'high'],
  ['5', 'medium'],
  ['6', 'low'],
  ['9', 'low'],
  ['0', 'none'],
  ['x', 'none'],
])('reads the priority %s as %s', async (number, priority) => {
  const [read] = todosOf(await readAll(todo('UID:1', 'SUMMARY:x', `PRIORITY:${number}`)))
  expect(read?.priority).toBe(priority)
})

test.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${todo('UID:1', 'SUMMARY:Übung ☕')}`), 'Übung ☕', 0],
  [
    'UTF-16, little endian',
    Buffer.from(`\ufeff${todo('UID:1', 'SUMMARY:Übung ☕')}`, 'utf16le'),
    'Übung ☕',
    0,
  ],
  [
    'UTF-16, big endian',
    Buffer.from(`\ufeff${todo('UID:1', 'SUMMARY:Übung ☕')}`, 'utf16le').swap16(),
    'Übung ☕',
    0,
  ],
  ['Windows-1252', Buffer.from(todo('UID:1', 'SUMMARY:\xdcbung \x80'), 'latin1'), 'Übung €', 1],
  ['LF', Buffer.from(todo('UID:1', 'SUMMARY:Übung').replaceAll('\r', '')), 'Übung', 0],
  ['CR', Buffer.from(todo('UID:1', 'SUMMARY:Übung').replaceAll('\n', '')), 'Übung', 0],
  [
    'a fold inside of a character',
    Buffer.from(todo('UID:1', 'SUMMARY:\xc3\r\n \x9cbung'), 'latin1'),
    'Übung',
    0,
  ],
])('reads %s', async (_, bytes, title, notes) => {
  for (const chunkSize of [1, 2, 3, 7, 64 * 1024]) {
    const entries = await readAll(bytes, {}, chunkSize)
    expect(todosOf(entries).map(todo => todo.title)).toEqual([title])
    expect(notesOf(entries)).toHaveLength(notes)
  }
})

test('truncates a long title, and continues it in the description', async () => {
  const words = 'word '.repeat(100).trim()
  const entries = await readAll(todo('UID:1', `SUMMARY:${words}`, 'DESCRIPTION:more'))
  const [read] = todosOf(entries)
  expect(Array.from(read?.title ?? '')).toHaveLength(255)
  expect(`${read?.title}${read?.description}`.replace('……', '')).toBe(`${words}\n\nmore`)
  expect(notesOf(entries)).toEqual([
    [2, 'the title has more than 255 characters: the rest is in the description'],
  ])
})

test('names a todo whose title cannot be seen', async () => {
  const titles = ['', ' ', '\u200b', '👩‍👧', 'x\u200b'].map(title => todo('UID:1', `SUMMARY:${title}`))
  const read = await Promise.all(titles.map(async file => todosOf(await readAll(file))[0]?.title))
  expect(read).toEqual(['(untitled)', '(untitled)', '(untitled)', '👩‍👧', 'x\u200b'])
})

test('derives the same UID for a todo at each import, and different ones for duplicates', async () => {
  const file = calendar(...['a', 'b', 'a'].flatMap(title => ['BEGIN:VTODO', `SUMMARY:${title}`, 'END:VTODO']))
  const uids = todosOf(await readAll(file)).map(({ uid }) => uid)
  expect(new Set(uids).size).toBe(3)
  expect(todosOf(await readAll(file)).map(({ uid }) => uid)).toEqual(uids)
})

describe('our own calendars', () => {
  const repeating = {
    deadlineAt: new Date('2026-12-01T07:00:00Z'),
    repeat: { rule: 'FREQ=WEEKLY;BYDAY=TU', zone: 'Australia/Brisbane' },
  }
  const variants = [
    {},
    { completed: true, completedAt: new Date('2023-04-01T00:00:00Z'), uid: 'b' },
    { deadlineAt: null, deadlineOn: new Date('2026-12-24'), uid: 'c' },
    { ...repeating, uid: 'd' },
    { description: 'a\nb\\,;c', title: 'x'.repeat(200), uid: 'e' },
  ]
  const expected = [
    { title: 'Project Proposal', deadlineAt: '2023-04-03T14:00:00Z', completed: false },
    { title: 'Project Proposal', deadlineAt: '2023-04-03T14:00:00Z', completed: true },
    { title: 'Project Proposal', deadlineOn: '2026-12-24', deadlineAt: null },
    {
      deadlineAt: '2026-12-01T07:00:00Z',
      repeat: { rule: 'FREQ=WEEKLY;BYDAY=TU' },
      timeZone: 'Australia/Brisbane',
    },
    { description: 'a\nb\\,;c', title: 'x'.repeat(200) },
  ]

  test('come back as tasks with their UIDs', async () => {
    const todos = todosOf(await readAll(write(toOptions({ component: 'vtodo' }), ...variants)))
    expect(todos).toMatchObject(expected)
    expect(todos.map(({ uid }) => uid)).toEqual([proposal.uid, 'b', 'c', 'd', 'e'])
    expect(todos.flatMap(({ properties }) => properties)).toEqual([])
    expect(todos[1]).toMatchObject({ completedAt: '2023-04-01T00:00:00Z' })
  })

  test('come back as events, without the mark of completed ones', async () => {
    const todos = todosOf(await readAll(write(toOptions({}), ...variants)))
    expect(todos).toMatchObject(expected)
    expect(todos.flatMap(({ properties }) => properties)).toEqual([])
  })

  test('come back once when a todo is an event and a task', async () => {
    const entries = await readAll(write(toOptions({ component: 'both' }), ...variants))
    expect(todosOf(entries)).toMatchObject(expected)
    expect(problemsOf(entries)).toHaveLength(variants.length)
  })

  test("come back in UTC from the original's format, whose ids are no UIDs", async () => {
    const [read] = todosOf(await readAll(write(original, {})))
    expect(read).toMatchObject({ title: 'Project Proposal', deadlineAt: '2023-04-03T14:00:00Z' })
    expect(read?.uid).toMatch(/^[0-9a-f]{8}-/)
  })
})
