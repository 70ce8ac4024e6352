import { sql } from 'kysely'
import { moveToTrash } from '../../core/todos/trash.ts'
import { lockOwner, resetChangeLog } from '../../core/todos/todos-changed.ts'
import type { Db } from '../../core/database/db.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { foldText } from '../../schema/fold-text.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { priorities } from '../../schema/priority.ts'
import { allowPauses } from './export-owner.ts'
import { type Entry, entry, type Header, header, type ListEntry, type TodoEntry } from './entries.ts'
import { restoreFeed, restoreRetiredToken } from './restore-feed.ts'

const rowsPerWrite = 500

type Restored = {
  lists: number
  todos: number
  deletedTodos: number
  feeds: number
  /** The number of feeds whose URLs belong to another account. */
  feedsWithoutUrl: number
}

/**
 * Restores an export for an owner without todos and feeds, all of it or nothing. UIDs stay as they were, and so do the ids of
 * todos and the URLs of feeds that no other owner has.
 *
 * @param onProgress with the number of lines so far
 * @throws StartupError when the owner has todos or feeds or is being removed, and when the file is not a whole export
 */
export async function restoreOwner(
  db: Db,
  ownerId: OwnerId,
  lines: AsyncIterable<string>,
  onProgress: (lines: number) => void = () => {},
): Promise<Restored> {
  // A pipe can take its time: nothing is locked before it has begun.
  const { header: first, entries } = await openExport(lines)
  return db.transaction().execute(async tx => {
    await allowPauses(tx)
    await assertEmpty(tx, ownerId)
    await reserveTodoIds(tx, first.lastTodoId ?? 0)
    const restored: Restored = { lists: 0, todos: 0, deletedTodos: 0, feeds: 0, feedsWithoutUrl: 0 }
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

    for await (const { line, item } of entries) {
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
        const hasUrl = await restoreFeed(tx, ownerId, item.feed, newListIds)
        restored.feeds += 1
        if (!hasUrl) restored.feedsWithoutUrl += 1
      }
      if ('retiredToken' in item) await restoreRetiredToken(tx, ownerId, item.retiredToken)
      if (line % rowsPerWrite === 0) onProgress(line)
    }
    await resetChangeLog(tx, ownerId)
    return restored
  })
}

type Line = { line: number; item: Entry }

async function openExport(
  lines: AsyncIterable<string>,
): Promise<{ header: Header; entries: AsyncGenerator<Line> }> {
  const reading = lines[Symbol.asyncIterator]()
  const first = await reading.next()
  const { data } = header.safeParse(parseJson(first.done ? '' : first.value))
  if (!data) throw new StartupError('This is not a TaskOverflow export.')
  return { header: data, entries: readEntries({ [Symbol.asyncIterator]: () => reading }) }
}

/** @param lines after the header */
async function* readEntries(lines: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 1
  let hasEnded = false
  for await (const text of lines) {
    line += 1
    const { data: item, error } = entry.safeParse(parseJson(text))
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
  const { rows } = await sql<{ todos: number; feeds: number; is_deleted: boolean }>`
    select deleted_at is not null as is_deleted,
      (select count(*) from (select from todo where owner_id = ${ownerId} limit 1) as todo) as todos,
      (select count(*) from calendar_feed where owner_id = ${ownerId}) as feeds
    from owner where id = ${ownerId}`.execute(tx)
  const { todos = 0, feeds = 0, is_deleted: isDeleted = false } = rows[0] ?? {}
  if (isDeleted)
    throw new StartupError(
      'The data of the deleted account is still being removed: nothing was restored. Try again in two minutes, while a server or a worker runs.',
    )
  if (todos + feeds > 0)
    throw new StartupError(
      'There are already todos or feeds: nothing was restored. An export is restored into an empty database or account.',
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
    .where(
      isInbox ? sql<boolean>`is_inbox` : sql<boolean>`not is_inbox and fold_text(name) = ${foldText(name)}`,
    )
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
  const ids = todos.map(({ id }) => id)
  await reserveTodoIds(tx, Math.max(...ids))
  // The owner's own, which would stand in the way of another deletion.
  await sql`
    delete from deleted_todo where owner_id = ${ownerId}
      and (id = any(${ids}::bigint[]) or uid = any(${todos.map(({ uid }) => uid)}::text[]))`.execute(tx)
  const rows = todos.map(({ list, priority, ...todo }) => ({
    ...todo,
    listId: listIds.get(foldText(list)) ?? null,
    priority: Math.max(0, (priorities as readonly string[]).indexOf(priority)),
  }))
  await sql`
    with taken as (
      select id from todo where id = any(${ids}::bigint[])
      union all select id from deleted_todo where id = any(${ids}::bigint[])
    )
    insert into todo (
      id, uid, owner_id, title, description, completed, completed_at, deadline_at, deadline_on, repeat_rule, repeat_from,
      repeat_zone, completions, list_id, tags, priority, properties, import_hash, revision, created_at,
      updated_at, revised_at
    ) overriding system value
    select case when id in (select id from taken) then nextval('todo_id_seq') else id end, uid, ${ownerId}, title, description, completed, "completedAt", "deadlineAt", "deadlineOn",
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

/** `nextval` may be called this often in place of `setval`. */
const maxSteps = 10_000

/**
 * Makes sure that todos created from now on have larger ids. Others create todos in the meantime: setting the sequence to a number that
 * they are about to reach could give an id out twice, so short distances are gone step by step.
 */
async function reserveTodoIds(tx: Db, lastId: number): Promise<void> {
  await sql`
    select case when ${lastId}::bigint - last_value > ${maxSteps} then setval('todo_id_seq', ${lastId}::bigint)
      else (select max(nextval('todo_id_seq')) from generate_series(last_value, ${lastId}::bigint)) end
    from todo_id_seq where last_value <= ${lastId}::bigint`.execute(tx)
}
