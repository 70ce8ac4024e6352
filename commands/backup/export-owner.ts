import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { priorities } from '../../schema/priority.ts'
import { type Entry, exportFormat, exportVersion, type Header } from './entries.ts'

const rowsPerRead = 500

/** The other end of a pipe can pause as long as it likes: it may be a pager, or ask for a password. */
export const allowPauses = (tx: Db): Promise<unknown> =>
  sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)

/** Everything of an owner as of one moment, as the lines of an export, in batches. */
export async function* exportOwner(db: Db, ownerId: OwnerId): AsyncGenerator<string[]> {
  const tx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
  let lines = 0
  const print = (entries: Entry[]): string[] => {
    lines += entries.length
    return entries.map(entry => JSON.stringify(entry))
  }

  try {
    await allowPauses(tx)
    // The first read fixes the moment.
    const lastTodoId = await readLastTodoId(tx, ownerId)
    yield [
      JSON.stringify({
        format: exportFormat,
        version: exportVersion,
        exportedAt: new Date().toISOString(),
        lastTodoId,
      } satisfies Header),
    ]
    yield print(
      await read(
        tx,
        sql`select json_build_object('settings', ${settingsJson}) as entry from owner where id = ${ownerId}`,
      ),
    )
    // The inbox comes first and gets its name, so that another list can have the name of a new inbox.
    yield print(
      await read(
        tx,
        sql`select json_build_object('list', ${listJson}) as entry from todo_list where owner_id = ${ownerId} order by is_inbox desc, position, id`,
      ),
    )
    for await (const page of readById(
      tx,
      after => sql`
      select todo.id, json_build_object('todo', ${todoJson}) as entry from todo join todo_list on todo_list.id = list_id
      where todo.owner_id = ${ownerId} and todo.id > ${after} order by todo.id limit ${rowsPerRead}`,
    )) {
      yield print(page)
    }
    for await (const page of readById(
      tx,
      after => sql`
      select todo.id, json_build_object('deletedTodo', ${todoJson}::jsonb || jsonb_build_object('deletedAt', deleted_at)) as entry
      from deleted_todo, jsonb_populate_record(null::todo, deleted_todo.todo) as todo
      left join todo_list on todo_list.id = todo.list_id
      where deleted_todo.owner_id = ${ownerId} and deleted_todo.todo is not null and deleted_todo.id > ${after}
      order by deleted_todo.id limit ${rowsPerRead}`,
    ))
      yield print(page)
    yield print(
      await read(
        tx,
        sql`select json_build_object('feed', ${feedJson}) as entry from calendar_feed where owner_id = ${ownerId} order by id`,
      ),
    )
    yield print(
      await read(
        tx,
        sql`
        select json_build_object('retiredToken', json_build_object('tokenHash', encode(token_hash, 'hex'), 'retiredAt', retired_at)) as entry
        from retired_feed_token where owner_id = ${ownerId} order by retired_at`,
      ),
    )
    yield [JSON.stringify({ end: { lines } } satisfies Entry)]
  } finally {
    await tx.rollback().execute()
  }
}

const settingsJson = sql`json_build_object(
  'timeZone', time_zone, 'weekStart', week_start, 'updatedAt', settings_updated_at)`

const listJson = sql`json_build_object(
  'id', id, 'name', name, 'color', color, 'position', position, 'isInbox', is_inbox,
  'createdAt', created_at, 'updatedAt', updated_at)`

const todoJson = sql`json_build_object(
  'id', todo.id, 'uid', todo.uid, 'title', todo.title, 'description', todo.description,
  'completed', todo.completed, 'completedAt', todo.completed_at,
  'deadlineAt', case when todo.deadline_on is null then todo.deadline_at end, 'deadlineOn', todo.deadline_on,
  'repeat', case when todo.repeat_rule is not null then
    json_build_object('rule', todo.repeat_rule, 'from', todo.repeat_from) end,
  'repeatZone', todo.repeat_zone, 'completions', todo.completions,
  'list', coalesce(todo_list.name, ''), 'tags', todo.tags,
  'priority', (${[...priorities]}::text[])[todo.priority + 1], 'properties', todo.properties, 'importHash', todo.import_hash,
  'revision', todo.revision, 'createdAt', todo.created_at, 'updatedAt', todo.updated_at, 'revisedAt', todo.revised_at)`

const feedJson = sql`json_build_object(
  'id', id, 'tokenHash', encode(token_hash, 'hex'), 'name', name, 'options', options,
  'daysBack', days_back, 'daysAhead', days_ahead, 'version', version,
  'fetchedAt', fetched_at, 'fetchedBy', fetched_by, 'createdAt', created_at, 'updatedAt', updated_at)`

async function readLastTodoId(tx: Db, ownerId: OwnerId): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select greatest(
      (select max(id) from todo where owner_id = ${ownerId}),
      (select max(id) from deleted_todo where owner_id = ${ownerId} and todo is not null),
      0
    ) as id`.execute(tx)
  return rows[0]?.id ?? 0
}

async function read(tx: Db, query: RawBuilder<unknown>): Promise<Entry[]> {
  const { rows } = await (query as RawBuilder<{ entry: Entry }>).execute(tx)
  return rows.map(({ entry }) => entry)
}

async function* readById(tx: Db, page: (after: number) => RawBuilder<unknown>): AsyncGenerator<Entry[]> {
  let after = 0
  for (;;) {
    const { rows } = await (page(after) as RawBuilder<{ id: number; entry: Entry }>).execute(tx)
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ entry }) => entry)
    after = last.id
  }
}
