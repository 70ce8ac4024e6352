import { sql } from 'kysely'
import { moveToTrash } from '../../core/todos/trash.ts'
import { lockOwner, resetChangeLog } from '../../core/todos/todos-changed.ts'
import type { Db } from '../../core/database/db.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { foldText } from '../../schema/fold-text.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { priorities } from '../../schema/priority.ts'
import { type Entry, entry, type FeedEntry, header, type ListEntry, type TodoEntry } from './entries.ts'

const rowsPerWrite = 500

type Restored = { lists: number; todos: number; deletedTodos: number; feeds: number }

/**
 * Restores an export into the database of an owner without todos and feeds, all of it or nothing. Ids, UIDs and the URLs of
 * feeds stay as they were.
 *
 * @param onProgress with the number of lines so far
 * @throws StartupError when the owner has todos or feeds, and when the file is not a whole export
 */
export async function restoreOwner(
  db: Db,
  ownerId: OwnerId,
  lines: AsyncIterable<string>,
  onProgress: (lines: number) => void = () => {},
): Promise<Restored> {
  return db.transaction().execute(async tx => {
    await assertEmpty(tx, ownerId)
    const restored: Restored = { lists: 0, todos: 0, deletedTodos: 0, feeds: 0 }
    const listIds = new Map<string, number>()
    const newListIds = new Map<string, string>()
    let todos: TodoEntry[] = []
    let deleted: (TodoEntry & { deletedAt: string })[] = []

    const flush = async () => {
      await insertTodos(tx, ownerId, [...todos, ...deleted], listIds)
      await moveToTrash(tx, ownerId, deleted)
      restored.todos += todos.length
      restored.deletedTodos += deleted.length
      todos = []
      deleted = []
    }

    for await (const { line, item } of readEntries(lines)) {
      if ('todo' in item) todos.push(item.todo)
      else if ('deletedTodo' in item) deleted.push(item.deletedTodo)
      else await flush()
      if (todos.length + deleted.length >= rowsPerWrite) await flush()
      if ('settings' in item) await restoreSettings(tx, ownerId, item.settings)
      if ('list' in item) {
        const id = await restoreList(tx, ownerId, item.list)
        listIds.set(foldText(item.list.name), id)
        newListIds.set(`${item.list.id}`, `${id}`)
        restored.lists += 1
      }
      if ('feed' in item) {
        await restoreFeed(tx, ownerId, item.feed, newListIds)
        restored.feeds += 1
      }
      if ('retiredToken' in item) {
        const { tokenHash, retiredAt } = item.retiredToken
        await sql`
          insert into retired_feed_token (token_hash, retired_at)
          values (${Buffer.from(tokenHash, 'hex')}, ${retiredAt}) on conflict do nothing`.execute(tx)
      }
      if (line % rowsPerWrite === 0) onProgress(line)
    }
    await sql`select setval(pg_get_serial_sequence('todo', 'id'), greatest(
      (select max(id) from todo), (select max(id) from deleted_todo), (select last_value from todo_id_seq)))`.execute(
      tx,
    )
    await resetChangeLog(tx, ownerId)
    return restored
  })
}

async function* readEntries(lines: AsyncIterable<string>): AsyncGenerator<{ line: number; item: Entry }> {
  let line = 0
  let hasEnded = false
  for await (const text of lines) {
    line += 1
    const value = parseJson(text)
    if (line === 1) {
      if (!header.safeParse(value).success) throw new StartupError('This is not an export of TaskOverflow.')
      continue
    }
    const { data: item, error } = entry.safeParse(value)
    if (error) throw new StartupError(`Line ${line} is not part of an export: nothing was restored.`)
    hasEnded = 'end' in item && item.end.lines === line - 2
    yield { line, item }
  }
  if (!hasEnded)
    throw new StartupError('The export is not complete: its end is missing. Nothing was restored.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function assertEmpty(tx: Db, ownerId: OwnerId): Promise<void> {
  await lockOwner(tx, ownerId)
  const { rows } = await sql<{ todos: number; feeds: number }>`
    select (select count(*) from (select from todo where owner_id = ${ownerId} limit 1) as todo) as todos,
      (select count(*) from calendar_feed where owner_id = ${ownerId}) as feeds`.execute(tx)
  const { todos = 0, feeds = 0 } = rows[0] ?? {}
  if (todos + feeds > 0)
    throw new StartupError(
      'The database already has todos or feeds: nothing was restored. An export is restored into an empty database.',
    )
}

async function restoreSettings(
  tx: Db,
  ownerId: OwnerId,
  { timeZone, weekStart, updatedAt }: { timeZone: string; weekStart: string; updatedAt: string | null },
): Promise<void> {
  await sql`
    update owner set time_zone = ${timeZone}, week_start = ${weekStart}, settings_updated_at = ${updatedAt}
    where id = ${ownerId}`.execute(tx)
}

/** Lists that exist in an empty database, such as the inbox, take what the export says. @returns the id */
async function restoreList(tx: Db, ownerId: OwnerId, list: ListEntry): Promise<number> {
  const { name, color, position, isInbox, createdAt, updatedAt } = list
  const columns = { name, color, position, created_at: createdAt, updated_at: updatedAt }
  const present = await tx
    .updateTable('todo_list')
    .set(columns)
    .where('owner_id', '=', ownerId)
    .where(isInbox ? sql<boolean>`is_inbox` : sql<boolean>`fold_text(name) = ${foldText(name)}`)
    .returning('id')
    .executeTakeFirst()
  if (present) return present.id
  const { id } = await tx
    .insertInto('todo_list')
    .values({ ...columns, owner_id: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function insertTodos(
  tx: Db,
  ownerId: OwnerId,
  todos: TodoEntry[],
  listIds: ReadonlyMap<string, number>,
): Promise<void> {
  if (todos.length === 0) return
  const rows = todos.map(({ list, priority, ...todo }) => ({
    ...todo,
    listId: listIds.get(foldText(list)) ?? null,
    priority: Math.max(0, (priorities as readonly string[]).indexOf(priority)),
  }))
  await sql`
    insert into todo (
      id, uid, owner_id, title, description, completed, completed_at, deadline_at, deadline_on, repeat_rule, repeat_from,
      repeat_zone, completions, list_id, tags, priority, properties, import_hash, revision, created_at,
      updated_at, revised_at
    ) overriding system value
    select id, uid, ${ownerId}, title, description, completed, "completedAt", "deadlineAt", "deadlineOn",
      repeat ->> 'rule', repeat ->> 'from', "repeatZone", completions, "listId", tags, priority, properties, "importHash", revision,
      "createdAt", "updatedAt", "revisedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as todo (
      id bigint, uid text, title text, description text, completed boolean, "completedAt" timestamptz,
      "deadlineAt" timestamptz, "deadlineOn" date, repeat jsonb, "repeatZone" text, completions jsonb, "listId" bigint,
      tags text[], priority smallint, properties text[], "importHash" text, revision int, "createdAt" timestamptz, "updatedAt" timestamptz,
      "revisedAt" timestamptz
    )`.execute(tx)
  await sql`update owner set todo_count = todo_count + ${todos.length} where id = ${ownerId}`.execute(tx)
}

/** The ids of lists in the options can be others in this database. */
async function restoreFeed(
  tx: Db,
  ownerId: OwnerId,
  feed: FeedEntry,
  newListIds: ReadonlyMap<string, string>,
): Promise<void> {
  const renamed = (lists: unknown) =>
    Array.isArray(lists) ? lists.map(id => newListIds.get(String(id)) ?? String(id)) : undefined
  const options = {
    ...feed.options,
    list: renamed(feed.options['list']),
    withoutList: renamed(feed.options['withoutList']),
  }
  await sql`
    insert into calendar_feed (
      id, owner_id, token_hash, name, options, days_back, days_ahead, version, fetched_at, fetched_by, created_at, updated_at
    ) values (
      ${feed.id}, ${ownerId}, ${Buffer.from(feed.tokenHash, 'hex')}, ${feed.name}, ${JSON.stringify(options)},
      ${feed.daysBack}, ${feed.daysAhead}, ${feed.version}, ${feed.fetchedAt}, ${feed.fetchedBy}, ${feed.createdAt},
      ${feed.updatedAt}
    )`.execute(tx)
}
