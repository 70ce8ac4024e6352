import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { exportOwner } from '../../commands/backup/export-owner.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTrpcDoor } from '../doors/trpc-door.ts'
import { useService } from '../harness/test-service.ts'
import { createImporter } from './create-importer.ts'
import { readSample } from './read-all.ts'

const service = useService({ broker: 'postgres' })
const { importFile, readReport, readRows } = createImporter(service)

async function readExport(): Promise<string> {
  const batches = await Array.fromAsync(exportOwner(service.db, localOwner))
  return `${batches.flat().join('\n')}\n`
}

test('imports an export without changes for the same owner, and completely for another', async () => {
  await importFile(await readSample('ticktick.csv'))
  await importFile(await readSample('tasks-org.ics'))
  const { id } = await service.createTodo({
    title: 'Water',
    deadline_at: '2030-01-02',
    repeat: { rule: 'FREQ=WEEKLY;COUNT=9' },
    tags: ['a'],
  })
  await service.createTodo({
    title: 'two  spaces,\ta tab\nand a line',
    description: '  - indented\n  - list\n',
  })
  await service.ask(`PUT /todos/${id}`, { json: { completed: true } })
  const before = await readRows()
  const file = await readExport()
  expect((await importFile(file)).counts).toEqual({
    created: 0,
    changed: 0,
    unchanged: before.length,
    skipped: 0,
    noted: 0,
  })
  await service.replaceTodos([])
  expect((await importFile(file)).counts).toMatchObject({ created: before.length, skipped: 0 })
  const changing = { id: 0, todos_revision: 0, revision: 0 }
  const comparable = (rows: typeof before) =>
    rows.map(row => ({ ...row, ...changing })).toSorted((one, other) => (one.uid < other.uid ? -1 : 1))
  expect(comparable(await readRows())).toEqual(comparable(before))
  // A completion can be undone as before.
  const { items } = await openTrpcDoor(service.url).listTodos({ search: 'Water' })
  await service.ask(`PUT /todos/${items[0]?.id}`, { json: { completed: false, occurrence: '2030-01-02' } })
  expect((await service.ask(`GET /todos/${items[0]?.id}`)).json).toMatchObject({
    deadline_on: '2030-01-02',
    repeat: { rule: 'FREQ=WEEKLY;COUNT=9' },
  })
})

test('restores the trash of an export as trash, with the remaining time', async () => {
  await service.replaceTodos([])
  const door = openTrpcDoor(service.url)
  const daysAgo = { recent: 10, old: 31, kept: 5 }
  for (const [title, days] of Object.entries(daysAgo)) {
    const { id } = await door.createTodo({ title, tags: ['t'], deadlineOn: '2030-01-02' })
    await door.deleteTodo(id)
    await sql`update deleted_todo set deleted_at = now() - make_interval(days => ${days}) where id = ${id}`.execute(
      service.db,
    )
  }
  const before = (await door.listTrash()).items
  const file = await readExport()
  // In another database: one of them is not deleted there.
  await service.db.deleteFrom('deleted_todo').execute()
  const kept = JSON.parse(file.split('\n').find(line => line.includes('"kept"')) ?? '') as {
    deletedTodo: { uid: string }
  }
  await service.replaceTodos([{ title: 'kept', uid: kept.deletedTodo.uid }])

  const job = await importFile(file)
  expect(job.counts).toEqual({ created: 1, changed: 0, unchanged: 0, skipped: 2, noted: 1 })
  const notes = (await readReport(job)).map(({ title, notes }) => [title, ...notes])
  expect(notes).toEqual([
    ['recent', 'is in the trash, as in the file'],
    ['old', 'was deleted more than 30 days ago'],
    ['kept', 'is in the trash in the file, but not here: it stays here'],
  ])
  const [trashed, ...others] = (await door.listTrash()).items
  expect(others).toEqual([])
  const old = before.find(({ todo }) => todo.title === 'recent')
  expect(trashed).toMatchObject({ deletedAt: old?.deletedAt, todo: { title: 'recent', tags: ['t'] } })
  expect((await importFile(file)).counts).toMatchObject({ created: 0, unchanged: 1, skipped: 2 })
  expect(await door.restoreTodo(trashed?.todo.id ?? 0)).toMatchObject({ deadlineOn: '2030-01-02' })
})

const ownTodos = [
  {
    title: 'after completion',
    deadline_on: '2027-05-03',
    repeat: { rule: 'FREQ=DAILY;INTERVAL=3', from: 'completion' },
  },
  { title: 'precise', deadline_at: '2027-05-03T14:00:00.123456Z' },
  {
    title: 'until noon',
    deadline_at: '2027-06-01T22:00:00Z',
    repeat: { rule: 'FREQ=DAILY;UNTIL=20270604T120000Z' },
  },
  { title: 'on a day', deadline_on: '2027-05-04', tags: ['a'], priority: 'high' as const },
]

async function createOwnTodos(): Promise<void> {
  await service.replaceTodos([])
  for (const todo of ownTodos) await service.createTodo(todo)
}

test.each([
  {},
  { shape: 'allday', uid: 'global' },
  { shape: 'end', uid: 'global' },
  { component: 'both', uid: 'id' },
  { component: 'vtodo', uid: 'id' },
  { component: 'vtodo', uid: 'global' },
  { component: 'vtodo', shape: 'allday', uid: 'global' },
  { component: 'both', uid: 'global' },
])('changes nothing when a calendar with %j is imported again', async options => {
  await createOwnTodos()
  const { id } = await service.createTodo({
    title: 'over',
    deadline_on: '2027-05-03',
    repeat: { rule: 'FREQ=DAILY;COUNT=1' },
  })
  await service.ask(`PUT /todos/${id}`, { json: { completed: true } })
  const before = await readRows()
  const job = await service.createTask(options)
  await service.finishTask(job.task_id)
  const { text: file } = await service.ask(`GET /todos/ical/${job.task_id}/result`)
  expect(file.match(/^BEGIN:V(?:EVENT|TODO)/gm)?.length).toBeGreaterThanOrEqual(5)
  const { counts } = await importFile(file)
  expect(counts).toMatchObject({ created: 0, changed: 0, unchanged: 5 })
  expect(await readRows()).toEqual(before)
})

test('keeps what the tasks of a calendar do not say, and stores none of its alarms', async () => {
  const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'DESCRIPTION:Soon', 'END:VALARM']
  await service.replaceTodos([
    {
      title: 'two  spaces,\ta tab',
      description: '- list\n\t- indented\n',
      deadline_at: '2027-05-03T14:00:00Z',
      tags: ['a  b'],
      properties: ['RELATED-TO:other', 'STATUS:IN-PROCESS', 'LOCATION:Lab', ...alarm],
    },
    {
      title: 'has ended',
      deadline_on: '2027-05-10',
      repeat_rule: 'FREQ=DAILY;UNTIL=20270509',
      repeat_from: 'deadline',
      repeat_zone: 'UTC',
    },
  ])
  const before = await readRows()
  const job = await service.createTask({ component: 'vtodo', uid: 'global', alarms: [60] })
  await service.finishTask(job.task_id)
  const { text: file } = await service.ask(`GET /todos/ical/${job.task_id}/result`)
  expect(file.match(/^BEGIN:VALARM/gm)).toHaveLength(2)
  expect((await importFile(file)).counts).toMatchObject({ changed: 0, unchanged: 2 })
  expect(await readRows()).toEqual(before)
  // Elsewhere the todos are new.
  await service.replaceTodos([])
  expect((await importFile(file)).counts).toMatchObject({ created: 2 })
  expect((await readRows()).flatMap(({ properties }) => properties)).toEqual(['LOCATION:Lab'])
})

test('leaves a todo in the trash when its event is imported', async () => {
  await createOwnTodos()
  const job = await service.createTask({ uid: 'global' })
  await service.finishTask(job.task_id)
  const { text: file } = await service.ask(`GET /todos/ical/${job.task_id}/result`)
  const [first] = await readRows()
  await service.ask(`DELETE /todos/${first?.id}`)
  expect((await importFile(file)).counts).toMatchObject({ created: 0, changed: 0, unchanged: 3, skipped: 1 })
})

test('does not mistake the todos that it creates for those of another server', async () => {
  const created_at = '2026-01-01T00:00:00Z'
  const count = 600
  await service.replaceTodos(
    Array.from({ length: count }, (_, n) => ({ title: `${n}`, deadline_on: '2027-05-03', created_at })),
  )
  const job = await service.createTask()
  await service.finishTask(job.task_id)
  const { text } = await service.ask(`GET /todos/ical/${job.task_id}/result`)
  // The last ones, which are the oldest, have the ids that the first ones get here.
  const file = text.replaceAll(/^UID:(\d+)/gm, (_, id: string) => `UID:${Number(id) + count}`)
  await service.replaceTodos([])
  expect((await importFile(file)).counts).toMatchObject({ created: count, skipped: 0 })
})

test('changes what was changed in the tasks of a calendar, and nothing else', async () => {
  await createOwnTodos()
  const job = await service.createTask({ component: 'vtodo', shape: 'allday' })
  await service.finishTask(job.task_id)
  const { text: file } = await service.ask(`GET /todos/ical/${job.task_id}/result`)
  const edited = file
    .replace('SUMMARY:precise', 'SUMMARY:renamed')
    .replace('DUE;VALUE=DATE:20270504', 'DUE;VALUE=DATE:20270509')
  expect((await importFile(edited)).counts).toMatchObject({ created: 0, changed: 2, unchanged: 2 })
  const rows = await readRows()
  expect(rows.find(({ title }) => title === 'renamed')?.deadline_at).toBe('2027-05-03T14:00:00.123456Z')
  expect(rows.find(({ title }) => title === 'on a day')?.deadline_on).toBe('2027-05-09')
  expect(rows.find(({ title }) => title === 'precise')).toBeUndefined()
})
