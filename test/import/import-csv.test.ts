import { describe, expect, test } from 'vitest'
import { readDeadline } from '../../worker/import/csv/written-date.ts'
import { notesOf, options, problemsOf, readAll, readSample, todosOf } from './read-all.ts'

const toUids = async (file: string) => todosOf(await readAll(file)).map(({ uid }) => uid)

describe('a file of Todoist', () => {
  test('keeps tasks, labels, subtasks, sections and comments', async () => {
    const todos = todosOf(await readAll(await readSample('todoist.csv')))
    expect(todos).toMatchObject([
      {
        title: 'Hand in the proposal',
        description: 'Two pages,\nwith "sources"',
        tags: ['uni', 'exam/2026'],
        priority: 'high',
        deadlineOn: '2026-12-01',
        properties: [],
      },
      {
        title: 'Find a supervisor',
        description: 'Ask her first list.pdf https://files.example.com/list.pdf',
        priority: 'none',
        deadlineAt: '2026-12-05T07:00:00Z',
        properties: [
          `RELATED-TO:${todos[0]?.uid}`,
          'X-TODOIST-PARENT:Hand in the proposal',
          'X-TODOIST-RESPONSIBLE:Mia (4242)',
          'X-TODOIST-DURATION:30 minute',
        ],
      },
      {
        title: 'Water the ferns',
        priority: 'medium',
        deadlineAt: '2026-11-29T23:00:00Z',
        repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO', from: 'deadline' },
        timeZone: 'Australia/Brisbane',
        properties: ['X-TODOIST-SECTION:Weekly', 'X-TODOIST-DURATION:15 minute'],
      },
      {
        title: 'Clean the tray',
        priority: 'low',
        deadlineOn: '2026-11-25',
        repeat: { rule: 'FREQ=WEEKLY;INTERVAL=2', from: 'completion' },
      },
      {
        title: 'Buy seeds',
        deadlineAt: '2026-11-26T08:00:00Z',
        properties: ['X-TODOIST-SECTION:Weekly', 'X-TODOIST-DEADLINE:Dec 9 2026'],
      },
      { title: 'Water the ferns', deadlineAt: null, deadlineOn: null, repeat: null },
      { title: 'Zahnarzt', description: 'Date: jeden zweiten Freitag' },
    ])
    expect(new Set(todos.map(({ uid }) => uid)).size).toBe(todos.length)
  })

  test('reports the dates that were not read', async () => {
    expect(notesOf(await readAll(await readSample('todoist.csv')))).toEqual([
      [13, 'DATE "jeden zweiten Freitag" cannot be read: kept in the description'],
    ])
  })

  test('has another source in another time zone where it has times', async () => {
    const file = 'TYPE,CONTENT,DATE,DATE_LANG\ntask,Timed,2030-01-02 10:00,en\ntask,Dated,2030-01-02,en\n'
    const [timed, dated] = todosOf(await readAll(file))
    const [moved, same] = todosOf(await readAll(file, { timeZone: 'Europe/Berlin' }))
    expect(moved?.source).not.toBe(timed?.source)
    expect(same?.source).toBe(dated?.source)
  })

  test('has the same UIDs when dates and priorities have changed', async () => {
    const bytes = await readSample('todoist.csv')
    const changed = bytes.toString().replace('Dec 1 2026', 'Dec 2 2026').replace(',4,1,', ',1,1,')
    expect(await toUids(changed)).toEqual(await toUids(bytes.toString()))
  })
})

describe('a file of TickTick', () => {
  test('keeps tasks with their lists, times and repetitions', async () => {
    const todos = todosOf(await readAll(await readSample('ticktick.csv')))
    expect(todos).toMatchObject([
      {
        title: 'Buy milk',
        list: null,
        deadlineOn: '2026-12-04',
        deadlineAt: null,
        priority: 'high',
        tags: ['food', 'errands'],
        createdAt: '2026-11-01T08:00:00Z',
      },
      {
        title: 'Stretch',
        description: '▫Arms\n▪Legs',
        list: 'Health',
        deadlineAt: '2026-12-07T07:30:00Z',
        repeat: { rule: 'FREQ=WEEKLY;BYDAY=MO', from: 'deadline' },
        timeZone: 'Europe/Amsterdam',
        priority: 'low',
        properties: [
          'X-TICKTICK-FOLDER-NAME:Private',
          'X-TICKTICK-REMINDER:-PT15M',
          'X-TICKTICK-COLUMN-NAME:Mornings',
        ],
      },
      {
        title: 'Buy a mat',
        priority: 'medium',
        properties: [`RELATED-TO:${todos[1]?.uid}`, expect.anything()],
      },
      { title: 'Write the report', completed: true, completedAt: '2026-11-10T13:30:00Z' },
      { title: 'Moon festival', repeat: null, properties: ['X-UNREAD-RRULE:LUNAR:FREQ=YEARLY'] },
    ])
  })

  test('reports a row without a title', async () => {
    expect(problemsOf(await readAll(await readSample('ticktick.csv')))).toEqual([[14, 'has no title']])
  })
})

test.each([
  'TYPE,CONTENT,PRIORITY\ntask,x,constructor\n',
  'Folder Name,List Name,Title,Priority,Status,Created Time,taskId\n,Inbox,x,constructor,0,,1\n',
])('reads no priority that is the name of a property of objects: %j', async file => {
  expect(todosOf(await readAll(file))).toMatchObject([{ title: 'x', priority: 'none' }])
})

describe('any other CSV', () => {
  test('is read with a mapping, in Windows-1252 and with semicolons', async () => {
    const mapping = { title: 'Aufgabe', deadline: 'Fällig', completed: 'Erledigt' }
    const entries = await readAll(await readSample('excel-german.csv'), { mapping })
    expect(todosOf(entries)).toMatchObject([
      {
        title: 'Übung 3; Teil A',
        deadlineOn: '2027-01-31',
        completed: false,
        properties: ['X-CSV-KURS:Statistik'],
      },
      { title: 'Protokoll', deadlineAt: '2027-02-15T04:30:00Z', completed: true },
    ])
    expect(notesOf(entries)).toEqual([[2, 'is not valid UTF-8: read as Windows-1252']])
  })

  test('is read by its usual headers', async () => {
    const file = 'Task Name,Due,Notes,Labels,Priority,Project\nRead,2027-01-31,"a\nb","x, y",p1,Uni\n'
    expect(todosOf(await readAll(file))).toMatchObject([
      {
        title: 'Read',
        deadlineOn: '2027-01-31',
        description: 'a\nb',
        tags: ['x', 'y'],
        priority: 'high',
        list: 'Uni',
      },
    ])
  })

  test('is read by its usual headers in German', async () => {
    const file =
      'Aufgabe;Fällig am;Notizen;Schlagwörter;Priorität;Projekt;Erledigt\nLesen;31.1.2027;a;x, y;hoch;Uni;ja\n'
    const entries = await readAll(file)
    expect(todosOf(entries)).toMatchObject([
      {
        title: 'Lesen',
        deadlineOn: '2027-01-31',
        description: 'a',
        tags: ['x', 'y'],
        priority: 'high',
        list: 'Uni',
        completed: true,
      },
    ])
    expect(notesOf(entries)).toEqual([])
  })

  test.each(['sep=;\r\ntitle;due\r\nRead;2027-01-31\r\n', 'SEP=\t\ntitle\tdue\nRead\t2027-01-31\n'])(
    'is read when its first line names the delimiter: %j',
    async file => {
      expect(todosOf(await readAll(file))).toMatchObject([{ title: 'Read', deadlineOn: '2027-01-31' }])
    },
  )

  test.each(['1', '4711', 'TASK-12'])('is no UID with a short ID such as %s', async id => {
    const [read] = todosOf(await readAll(`ID,title\n${id},Read\n`))
    const [other] = todosOf(await readAll(`ID,title\n${id},Write\n`))
    expect(read?.uid).not.toBe(other?.uid)
    expect(await toUids(`due,ID,title\n2030-01-02,${id},Read\n`)).toEqual([read?.uid])
    expect(read?.properties).toEqual([`X-CSV-ID:${id}`])
  })

  test.each(['0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10', '1204567890123456'])('keeps the UID %s', async id => {
    expect(todosOf(await readAll(`ID,title\n${id},Read\n`))).toMatchObject([{ uid: id, properties: [] }])
  })

  test('names its columns when none is a title, or one is missing', async () => {
    expect(problemsOf(await readAll('Foo;Bar\n1;2\n'))).toEqual([
      [1, 'no column is a title: map one of Foo, Bar'],
    ])
    expect(problemsOf(await readAll('Foo;Bar\n1;2\n', { mapping: { title: 'Baz' } }))).toEqual([
      [1, 'has no column Baz: it has Foo, Bar'],
    ])
  })

  test('has another source when it is read in another way', async () => {
    const file = 'title,due,day\nx,1/2/2027 10:00,31.1.2027\n'
    const ways = [
      {},
      { dateOrder: 'DMY' as const },
      { dateOrder: 'MDY' as const },
      { mapping: { title: 'title', deadline: 'day' } },
      { dateOrder: 'DMY' as const, timeZone: 'Europe/Berlin' },
    ]
    const read = await Promise.all(ways.map(async way => todosOf(await readAll(file, way))))
    expect(new Set(read.flat().map(({ source }) => source)).size).toBe(ways.length)
  })

  test('keeps an ambiguous date in the description, unless the order is given', async () => {
    const file = 'title,due\nx,1/2/2027\n'
    const entries = await readAll(file)
    expect(todosOf(entries)).toMatchObject([
      { deadlineOn: null, deadlineAt: null, description: 'Deadline: 1/2/2027' },
    ])
    expect(notesOf(entries)).toHaveLength(1)
    expect(todosOf(await readAll(file, { dateOrder: 'DMY' }))).toMatchObject([{ deadlineOn: '2027-02-01' }])
  })
})

test.each([
  ['2027-01-31', '2027-01-31'],
  ['2027-01-31 15:30', '2027-01-31T05:30:00Z'],
  ['2027-01-31T15:30:00.250+01:00', '2027-01-31T14:30:00.250000Z'],
  ['2027-01-31T15:30:00+0100', '2027-01-31T14:30:00Z'],
  ['2027/1/31', '2027-01-31'],
  ['31/1/2027', '2027-01-31'],
  ['1/31/27', '2027-01-31'],
  ['1/31/2027 3:30 PM', '2027-01-31T05:30:00Z'],
  ['31.1.2027', '2027-01-31'],
  ['Jan 31, 2027', '2027-01-31'],
  ['31st January', '2027-01-31'],
  ['Dec 1', '2026-12-01'],
  ['Nov 1', '2027-11-01'],
  ['2027-02-30', undefined],
  ['1/2/2027', undefined],
  ['2027-01-31 25:00', undefined],
  ['soon', undefined],
])('reads the date %s as %s', (text, deadline) => {
  expect(readDeadline(text, options)).toBe(deadline)
})

test('reads its own export, and skips entries that are not todos', async () => {
  const entries = await readAll(await readSample('export.ndjson'))
  expect(todosOf(entries)).toMatchObject([
    {
      uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10',
      title: 'Hand in',
      deadlineAt: '2026-12-01T07:00:00.250000Z',
      repeat: { rule: 'FREQ=WEEKLY;BYDAY=TU', from: 'completion' },
      timeZone: 'Australia/Brisbane',
      list: 'Uni',
      tags: ['exam'],
      priority: 'high',
      properties: ['X-APPLE-SORT-ORDER:1'],
    },
    { uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a11', deadlineOn: '2026-12-02', list: null },
  ])
  expect(problemsOf(entries)).toEqual([
    [5, 'is not a todo: title Invalid input: expected string, received number'],
    [6, 'is not a JSON object'],
  ])
})

test('ignores rules of a completion that are none', async () => {
  const completion = { completedAt: '2026-11-24T07:00:00Z', deadlineOn: '2026-11-24' }
  const before = 'FREQ=DAILY;COUNT=2'
  const after = 'FREQ=DAILY;COUNT=1'
  const completions = [
    { ...completion, rules: { before, after } },
    { ...completion, rules: { before, after: '\uD83D' } },
  ]
  const [todo] = todosOf(await readAll(`${JSON.stringify({ todo: { title: 'Water', completions } })}\n`))
  expect(todo?.completions?.map(({ rules }) => rules)).toEqual([{ before, after }, undefined])
})
