import { sql } from 'kysely'
import { ask, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import type { Things } from './isolation-cases.ts'

/** Marks every text of the owner. An attempt of another owner may contain the word, but never the secret. */
const word = 'zqword'
export const secret = 'zqsecret'
const mark = `${word} ${secret}`

/** Gives an owner one of everything, at REST. */
export async function createThings(service: TestService, token: string): Promise<Things> {
  const headers = { authorization: `Bearer ${token}` }
  async function send<T>(line: string, json?: unknown, others = {}): Promise<T> {
    const { status, text } = await service.ask(line, {
      headers: { ...headers, ...others },
      ...(json !== undefined && { json }),
    })
    if (status >= 300) throw new Error(`${line}: ${status} ${text}`)
    return JSON.parse(text) as T
  }
  const cursorOf = async (path: string) => {
    const { headers: answered } = await service.ask(`GET ${path}`, { headers })
    const cursor = /cursor=([^&>]+)/.exec(String(answered['link']))?.[1]
    return cursor === undefined ? '' : decodeURIComponent(cursor)
  }

  // Ids that appear nowhere else in an answer.
  await sql`alter table todo alter id restart with 555111222`.execute(service.db)
  await sql`alter table todo_list alter id restart with 555333444`.execute(service.db)
  await sql`update owner set todos_revision = 555777888 where id = 'local'`.execute(service.db)

  const list = await send<{ id: number }>('POST /lists', { name: `${mark} list` })
  const deletedList = await send<{ id: number }>('POST /lists', { name: `${mark} deleted list` })
  await send(`DELETE /lists/${deletedList.id}`)
  const todo = {
    title: `${mark} title`,
    description: `${mark} text`,
    tags: [`${word}tag`],
    list: String(list.id),
  }
  const key = { 'idempotency-key': `${word}-key` }
  const [kept, trashed] = [
    await send<{ id: number }>('POST /todos', { ...todo, deadline_on: '2030-01-02' }, key),
    await send<{ id: number }>('POST /todos', { ...todo, title: `${mark} trashed` }),
  ]
  for (let n = 0; n < 3; n += 1) await send('POST /todos', { ...todo, deadline_on: '2030-01-03' })
  const alsoTrashed = await send<{ id: number }>('POST /todos', todo)
  for (const { id } of [trashed, alsoTrashed]) await send(`DELETE /todos/${id}`)

  const job = await send<{ task_id: string }>('POST /todos/ical', { tag: `${word}tag` }, key)
  const other = await send<{ task_id: string }>('POST /todos/ical', {})
  const feed = await send<{ id: string }>('POST /feeds', { name: `${mark} feed` })
  const csv = { 'content-type': 'text/csv' }
  const upload = (body: string) =>
    ask(service.url, `POST /api/v1/todos/import?format=csv`, { headers: { ...headers, ...csv }, body })
  const imports = [await upload(`title\n${mark} imported\n`), await upload(`title\n${mark} second\n`)]
  const [imported] = imports.map(({ text }) => JSON.parse(text) as { id: string })

  await waitFor('the jobs to finish', async () => {
    // The feed gets its file when the server has heard of the job's end.
    const { rows } = await sql<{ open: number }>`
      select (select count(*) from calendar_job where finished_at is null)::int
        + (select count(*) from calendar_feed where artifact_id is null)::int as open`.execute(service.db)
    return rows[0]?.open === 0
  })
  await sql`update calendar_job set state = 'FAILURE', artifact_id = null, error = ${mark} where id = ${other.task_id}`.execute(
    service.db,
  )
  const { version } = await service.db
    .selectFrom('calendar_job')
    .select('version')
    .where('id', '=', job.task_id)
    .executeTakeFirstOrThrow()
  const { revision } = await send<{ revision: string | number }>('GET /todos/changes?after=0')
  return {
    todo: String(kept.id),
    trashed: String(trashed.id),
    list: String(list.id),
    deletedList: String(deletedList.id),
    job: job.task_id,
    failedJob: other.task_id,
    feed: feed.id,
    import: imported?.id ?? '',
    event: `${job.task_id}.${version}`,
    revision: String(revision),
    cursors: {
      todos: await cursorOf('/todos?limit=1'),
      trash: await cursorOf('/trash?limit=1'),
      jobs: await cursorOf('/todos/ical?limit=1'),
      imports: await cursorOf('/todos/import?limit=1'),
    },
    idempotencyKey: `${word}-key`,
    tag: `${word}tag`,
    word,
  }
}

/** Things of the same forms that do not exist. The cursors are those of another list, which every list accepts. */
export const missingThings = ({ cursors }: Things): Things => ({
  todo: '987654321',
  trashed: '987654322',
  list: '987654323',
  deletedList: '987654324',
  job: '01ffffff-ffff-7fff-bfff-fffffffffff0',
  failedJob: '01ffffff-ffff-7fff-bfff-fffffffffff1',
  feed: '0191e2a4-0000-4000-8000-000000000000',
  import: '01ffffff-ffff-7fff-bfff-fffffffffff2',
  event: '01ffffff-ffff-7fff-bfff-fffffffffff0.3',
  revision: '987654',
  cursors,
  idempotencyKey: 'unused-key',
  tag: 'unusedtag',
  word: 'unusedword',
})

/** Everything of an owner, as one text. */
export async function readRows({ db }: TestService, ownerId: string): Promise<string> {
  const tables = [
    'todo',
    'todo_list',
    'deleted_todo',
    'deleted_list',
    'calendar_job',
    'calendar_feed',
    'idempotency_key',
    'todo_key',
    'artifact',
    'import_file',
  ]
  const ofTable = tables.map(
    table => sql<string>`
    select ${table} as name, coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]')::text as found
    from ${sql.table(table)} t where owner_id = ${ownerId}`,
  )
  const { rows } = await sql`
    select 'owner' as name, jsonb_agg(to_jsonb(t))::text as found from owner t where id = ${ownerId}
    union all ${sql.join(ofTable, sql` union all `)}`.execute(db)
  return JSON.stringify(rows, null, 1)
}
