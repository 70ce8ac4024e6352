import { describe, expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'
import { createImporter, type Import } from './create-importer.ts'
import { readSample } from './read-all.ts'

const service = useService({ broker: 'postgres' })

const { upload, finish, importFile, readReport, readRows } = createImporter(service)

/** Short values are no UIDs. */
const toUid = (name: string) => `${name}-of-another-program`
const csv = (...rows: string[]) =>
  ['uid,title,due,list,tags', ...rows.map(row => row.replace(/^\w+/, toUid)), ''].join('\n')

const readLists = async () => (await readRows()).map(({ title, list }) => `${list}: ${title}`).toSorted()

describe('an import', () => {
  test('creates todos with their lists, tags, priorities and properties', async () => {
    await service.replaceTodos([])
    const job = await importFile(await readSample('ticktick.csv'))
    expect(job).toMatchObject({
      state: 'SUCCESS',
      counts: { created: 5, changed: 0, unchanged: 0, skipped: 1, noted: 1 },
      progress: { percent: 100 },
    })
    const rows = await readRows()
    expect(rows).toMatchObject([
      { title: 'Buy milk', list: 'Inbox', deadline_on: '2026-12-04', priority: 3, tags: ['food', 'errands'] },
      {
        title: 'Stretch',
        list: 'Health',
        deadline_at: '2026-12-07T07:30:00Z',
        repeat_rule: 'FREQ=WEEKLY;BYDAY=MO',
        repeat_zone: 'Europe/Amsterdam',
      },
      {
        title: 'Buy a mat',
        list: 'Health',
        properties: [expect.stringMatching(/^RELATED-TO:/), expect.anything()],
      },
      { title: 'Write the report', list: 'Work', completed: true, completed_at: '2026-11-10T13:30:00Z' },
      { title: 'Moon festival', repeat_rule: null, created_at: '2026-11-03T08:00:00Z' },
    ])
    const revisions = rows.map(row => row.todos_revision)
    expect(new Set(revisions).size).toBe(5)
    expect(await readReport(job, 'noted')).toMatchObject([
      { line: 13, outcome: 'created', title: 'Moon festival' },
      { line: 14, outcome: 'skipped', notes: ['has no title'] },
    ])
  })

  test.each(['todoist.csv', 'ticktick.csv', 'tasks-org.ics', 'outlook.ics', 'export.ndjson'])(
    'of the same file (%s) again changes nothing',
    async name => {
      await service.replaceTodos([])
      const first = await importFile(await readSample(name))
      const before = await readRows()
      const revision = await service.db.selectFrom('owner').select('todos_revision').executeTakeFirst()
      const again = await importFile(await readSample(name))
      expect(again.counts).toMatchObject({
        created: 0,
        changed: 0,
        unchanged: first.counts['created'],
        skipped: first.counts['skipped'],
      })
      expect(await readRows()).toEqual(before)
      expect(await service.db.selectFrom('owner').select('todos_revision').executeTakeFirst()).toEqual(
        revision,
      )
    },
  )

  test('of the same file keeps later edits; of a changed file, updates the todo', async () => {
    await service.replaceTodos([])
    await importFile(csv('a,First,2030-01-02,Uni,x', 'b,Second,,,'))
    const [first] = await readRows()
    await service.ask(`PUT /todos/${first?.id}`, { json: { title: 'Mine', completed: true } })
    expect((await importFile(csv('a,First,2030-01-02,Uni,x', 'b,Second,,,'))).counts).toMatchObject({
      unchanged: 2,
    })
    expect(await readRows()).toMatchObject([{ title: 'Second' }, { title: 'Mine', completed: true }])
    const job = await importFile(csv('a,Third,2030-01-03,Uni,y', 'b,Second,,,'))
    expect(job.counts).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await readRows()).toMatchObject([
      { title: 'Second', revision: 0 },
      {
        title: 'Third',
        deadline_on: '2030-01-03',
        tags: ['y'],
        completed: false,
        completed_at: null,
        revision: 2,
      },
    ])
  })

  test('puts new lists after the others, also after some were deleted', async () => {
    await service.replaceTodos([])
    await importFile(csv('a,x,,One,', 'b,x,,Two,', 'c,x,,Three,'))
    const read = async () => (await service.ask('GET /lists')).json as { id: number; name: string }[]
    const before = await read()
    for (const { id } of before.filter(({ name }) => ['One', 'Two'].includes(name)))
      await service.ask(`DELETE /lists/${id}`)
    await importFile(csv('d,x,,Four,', 'e,x,,Five,'))
    expect((await read()).map(({ name }) => name).slice(-3)).toEqual(['Three', 'Four', 'Five'])
  })

  test('with dryRun reports the same and changes nothing', async () => {
    await service.replaceTodos([])
    const job = await importFile(csv('a,First,,Never,', 'a,Again,,,', ',,,,x'), '?dryRun=true')
    expect(job.counts).toMatchObject({ created: 1, skipped: 2 })
    expect(await readReport(job)).toMatchObject([
      { line: 2, outcome: 'created', title: 'First', uid: toUid('a') },
      { line: 3, outcome: 'skipped', notes: ['has the UID of an earlier todo in the file'] },
      { line: 4, outcome: 'skipped' },
    ])
    expect(await readRows()).toEqual([])
    const lists = await service.ask('GET /lists')
    expect(lists.text).not.toContain('Never')
  })

  test('with dryRun counts a todo that only moves into a new list', async () => {
    await service.replaceTodos([])
    await importFile(csv('a,First,,,'))
    const moved = csv('a,First,,Not yet,')
    expect((await importFile(moved, '?dryRun=true')).counts).toMatchObject({ changed: 1, unchanged: 0 })
    expect((await importFile(moved)).counts).toMatchObject({ changed: 1, unchanged: 0 })
    expect(await readRows()).toMatchObject([{ list: 'Not yet' }])
  })

  test('leaves a todo in the trash that is already there', async () => {
    await service.replaceTodos([])
    await importFile(csv('trashed,First,,,'))
    const [row] = await readRows()
    await service.ask(`DELETE /todos/${row?.id}`)
    const job = await importFile(csv('trashed,First,,,'))
    expect(await readReport(job)).toMatchObject([
      { outcome: 'skipped', notes: ['is in the trash: restore it there'] },
    ])
    expect(await readRows()).toEqual([])
  })

  test('puts all todos into the chosen list, with a mapping and a zone', async () => {
    await service.replaceTodos([])
    const query = new URLSearchParams({
      list: 'Chosen',
      timeZone: 'Europe/Berlin',
      mapping: '{"title":"Aufgabe","deadline":"Fällig"}',
    })
    const job = await importFile(await readSample('excel-german.csv'), `?${query}`)
    expect(job.counts).toMatchObject({ created: 2, noted: 1 })
    expect(await readRows()).toMatchObject([
      { list: 'Chosen', deadline_on: '2027-01-31' },
      { list: 'Chosen', deadline_at: '2027-02-15T13:30:00Z' },
    ])
  })

  describe('into a chosen list', () => {
    const file = 'Section,Task\nWeek 1,Read\nWeek 1,Exercises\n'
    const importInto = async (list: string, body = file) => (await importFile(body, `?list=${list}`)).counts

    test.each([
      ['CSV', file],
      ['Todoist', 'TYPE,CONTENT,PRIORITY\nsection,Week 1,\ntask,Read,\ntask,Exercises,\n'],
      ['TickTick', 'List Name,Title,Status\nInbox,Read,0\nInbox,Exercises,0\n'],
      ['iCalendar', 'BEGIN:VTODO\nSUMMARY:Read\nEND:VTODO\nBEGIN:VTODO\nSUMMARY:Exercises\nEND:VTODO\n'],
    ])('creates the todos of each list, from %s', async (_, body) => {
      await service.replaceTodos([])
      expect(await importInto('Maths', body)).toMatchObject({ created: 2 })
      expect(await importInto('Physics', body)).toMatchObject({ created: 2 })
      expect(await importInto('maths', body)).toMatchObject({ unchanged: 2 })
      const both = ['Maths: Exercises', 'Maths: Read', 'Physics: Exercises', 'Physics: Read']
      expect(await readLists()).toEqual(both)
    })

    test('moves todos with UIDs, but not back those that were moved here', async () => {
      await service.replaceTodos([])
      const body = csv('a,Read,,,')
      await importFile(body)
      expect(await importInto('Maths', body)).toMatchObject({ changed: 1 })
      expect(await readLists()).toEqual(['Maths: Read'])
      const [row] = await readRows()
      await service.ask(`PUT /todos/${row?.id}`, { json: { list: 'Inbox' } })
      expect(await importInto('Maths', body)).toMatchObject({ unchanged: 1 })
      expect(await readLists()).toEqual(['Inbox: Read'])
    })

    test('recognises what an unreleased version has imported into it', async () => {
      await service.replaceTodos([])
      await importFile(file)
      const rows = await readRows()
      await importInto('Maths', csv('a,Other,,,'))
      for (const { id } of rows)
        await service.ask(`PUT /todos/${id}`, { json: { list: 'Maths', completed: true } })
      expect(await importInto('Maths')).toMatchObject({ created: 0, unchanged: 2 })
      expect((await readRows()).map(({ uid }) => uid)).toEqual(
        expect.arrayContaining(rows.map(({ uid }) => uid)),
      )
      expect(await importInto('Maths', file.replace('Read\n', 'Read\nWeek 1,Essay\n'))).toMatchObject({
        created: 1,
        unchanged: 2,
      })
      expect(await importInto('Physics')).toMatchObject({ created: 2 })
    })
  })

  test('reports a cell that is cut inside a character, and one with NUL', async () => {
    await service.replaceTodos([])
    const job = await importFile(csv(`a,First,${'x'.repeat(49)}😀,,`, 'b,Second,never\0,,'))
    expect(job).toMatchObject({ state: 'SUCCESS', counts: { created: 2, noted: 2 } })
    expect((await readReport(job)).flatMap(({ notes }) => notes)).toEqual([
      expect.stringContaining(`"${'x'.repeat(49)}\uFFFD" cannot be read`),
      expect.stringContaining('"never" cannot be read'),
    ])
  })

  test('of an unreadable file ends in a report', async () => {
    const job = await importFile('PK\x03\x04')
    expect(job).toMatchObject({ state: 'SUCCESS', counts: { created: 0, skipped: 1 } })
    expect((await readReport(job))[0]?.notes[0]).toContain('ZIP')
  })
})

test('returns the same import for an idempotency key, and refuses another file', async () => {
  const key = { 'idempotency-key': 'import-1' }
  const first = await upload(csv('k,First,,,'), '', key)
  expect(first.status).toBe(202)
  const again = await upload(csv('k,First,,,'), '', key)
  expect((again.json as Import).id).toBe((first.json as Import).id)
  expect((await upload(csv('k,Other,,,'), '', key)).status).toBe(409)
  expect((await upload(csv('k,First,,,'), '?dryRun=true', key)).status).toBe(409)
  await finish(first)
  expect(await service.db.selectFrom('import_file').select('id').execute()).toEqual([])
})

test("keeps imports and calendar jobs out of each other's lists", async () => {
  const job = await importFile(csv('n,First,,,'))
  const { task_id: taskId } = await service.createTask()
  await service.finishTask(taskId)
  const { text: calendars } = await service.ask('GET /todos/ical')
  expect(calendars).not.toContain(job.id)
  expect(calendars).toContain(taskId)
  const imports = (await service.ask('GET /todos/import')).json as Import[]
  expect(imports[0]?.id).toBe(job.id)
  expect(JSON.stringify(imports)).not.toContain(taskId)
  for (const path of ['/status', '/result', '/events', '/attempts'])
    expect((await service.ask(`GET /todos/ical/${job.id}${path}`)).status).toBe(404)
  expect((await service.ask(`GET /todos/import/${taskId}`)).status).toBe(404)
  expect((await service.ask(`GET /todos/import/${taskId}/report`)).status).toBe(404)
  expect((await service.ask(`DELETE /todos/import/${taskId}`)).status).toBe(404)
  expect((await service.ask(`DELETE /todos/import/${job.id}`)).status).toBe(409)
})

test.each([
  ['?format=xml', 'format'],
  ['?dryRun=maybe', 'dryRun'],
  ['?mapping={', 'mapping'],
  ['?mapping={"deadline":"x"}', 'mapping.title'],
  ['?timeZone=Mars', 'timeZone'],
  ['?list= ', 'list'],
  ['?what=1', 'what'],
])('refuses the options %s', async (query, name) => {
  const answer = await upload('title\nx\n', encodeURI(query))
  expect(answer.status).toBe(400)
  expect(answer.text).toContain(name)
})

test('streams the updates of an import, and nothing to clients that have seen its end', async () => {
  const answer = await upload(csv('s,First,,,'))
  const { id } = answer.json as Import
  const events = await service.ask(`GET /todos/import/${id}/events`)
  const last = /id: (\S+)\ndata: (.*)\n\n$/.exec(events.text)
  expect(JSON.parse(last?.[2] ?? '{}')).toMatchObject({ id, state: 'SUCCESS', counts: { created: 1 } })
  const again = await service.ask(`GET /todos/import/${id}/events`, {
    headers: { 'last-event-id': last?.[1] },
  })
  expect(again.status).toBe(204)
})
