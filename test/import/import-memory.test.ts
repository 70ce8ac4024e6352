import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../core/database/db.ts'
import { createTestDatabase } from '../harness/test-database.ts'

const toUrl = (path: string) => JSON.stringify(new URL(`../../${path}`, import.meta.url).href)

const countTodos = `
let count = 0
for await (const entry of readImport(write(), { timeZone: 'UTC', now: '2026-11-25T00:00:00Z' }))
  if ('todo' in entry) count += 1
console.log(count)
`

/** Runs a script with 40 MB for objects. */
async function runSmall(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-semi-space-size=4',
    '--max-old-space-size=40',
    '--input-type=module-typescript',
    '--eval',
    script,
  ])
  return stdout.trim()
}

/** Reads a generated file and prints how many todos it had. */
const script = (count: number, format: 'ics' | 'csv') => `
import { readImport } from ${toUrl('worker/import/read-import.ts')}
async function* write() {
  yield Buffer.from(${JSON.stringify(format === 'ics' ? 'BEGIN:VCALENDAR\r\n' : 'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE\n')})
  for (let n = 0; n < ${count}; n += 100) {
    const todos = Array.from({ length: 100 }, (_, i) => ${
      format === 'ics'
        ? '`BEGIN:VTODO\\r\\nUID:todo-${n + i}@example.com\\r\\nDTSTAMP:20261120T080000Z\\r\\nSUMMARY:Todo ${n + i}\\r\\nDESCRIPTION:Bring\\\\, the laptop and the charger\\r\\nDUE;TZID=Europe/Berlin:20270115T090000\\r\\n${i % 10 === 0 ? "RRULE:FREQ=WEEKLY\\r\\n" : ""}CATEGORIES:a,b\\r\\nX-APPLE-SORT-ORDER:1\\r\\nEND:VTODO\\r\\n`'
        : '`task,Todo ${n + i} @home,Bring the laptop,1,1,Dec 1 2026\\n`'
    })
    yield Buffer.from(todos.join(''))
  }
}
${countTodos}`

/** All todos of the file together do not fit. */
test.each(['ics', 'csv'] as const)(
  'reads 60,000 todos of a file (%s) with 40 MB for objects',
  { timeout: 180_000 },
  async format => {
    expect(await runSmall(script(60_000, format))).toBe('60000')
  },
)

/** Each todo has a zone of its own with a long name, which the file defines or not. */
const longZones = (isDefined: boolean) => `
import { readImport } from ${toUrl('worker/import/read-import.ts')}
async function* write() {
  for (let n = 0; n < 400; n += 1) {
    const zone = n + 'x'.repeat(200_000)
    if (${isDefined})
      yield Buffer.from('BEGIN:VTIMEZONE\\nTZID:' + zone + '\\nBEGIN:STANDARD\\nDTSTART:19700101T000000\\nTZOFFSETTO:+0100\\nEND:STANDARD\\nEND:VTIMEZONE\\n')
    yield Buffer.from('BEGIN:VTODO\\nUID:' + n + '\\nSUMMARY:x\\nDUE;TZID=' + zone + ':20270115T090000\\nEND:VTODO\\n')
  }
}
${countTodos}`

/** The clocks change each day by a hundred rules, and each todo is in another year. */
const changingClocks = `
import { readImport } from ${toUrl('worker/import/read-import.ts')}
async function* write() {
  const rule = 'BEGIN:STANDARD\\nDTSTART:19000101T000000\\nTZOFFSETTO:+0100\\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\\nEND:STANDARD\\n'
  yield Buffer.from('BEGIN:VTIMEZONE\\nTZID:Evil\\n' + rule.repeat(100) + 'END:VTIMEZONE\\n')
  for (let n = 0; n < 400; n += 1)
    yield Buffer.from('BEGIN:VTODO\\nUID:' + n + '\\nSUMMARY:x\\nDUE;TZID=Evil:' + (1950 + n) + '0115T090000\\nEND:VTODO\\n')
}
${countTodos}`

test.each([
  ['unknown zones with long names', longZones(false)],
  ['defined zones with long names', longZones(true)],
  ['a zone whose clocks change all the time', changingClocks],
])('reads 400 todos with %s with 40 MB for objects', { timeout: 180_000 }, async (_, script) => {
  expect(await runSmall(script)).toBe('400')
})

/** Looks up the todo of an event. */
const findOne = (databaseUrl: string, uid: string) => `
import { openDatabase } from ${toUrl('core/database/db.ts')}
import { findOwnTodos } from ${toUrl('worker/import/find-own-todos.ts')}
import { deriveEventUid } from ${toUrl('worker/calendar/component-uid.ts')}
await using database = openDatabase(${JSON.stringify(databaseUrl)}, { name: 'small', maxConnections: 1 })
async function* read() {
  yield { line: 1, notes: [], todo: { uid: deriveEventUid(${JSON.stringify(uid)}), ours: { kind: 'event' } } }
}
for await (const { todo } of findOwnTodos(database.db, 'local', read())) console.log(todo.uid)
`

test('finds the todo of an event among 150,000 with 40 MB for objects', { timeout: 180_000 }, async () => {
  await using database = await createTestDatabase()
  await using opened = openDatabase(database.url, {
    name: 'test',
    maxConnections: 1,
    statementTimeoutMs: 120_000,
  })
  await sql`alter table todo disable trigger user`.execute(opened.db)
  await sql`
    insert into todo (owner_id, title, list_id, todos_revision)
    select 'local', 'x', (select id from todo_list where owner_id = 'local'), n from generate_series(1, 150000) as n`.execute(
    opened.db,
  )
  const { uid } = await opened.db
    .selectFrom('todo')
    .select('uid')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(await runSmall(findOne(database.url, uid))).toBe(uid)
})
