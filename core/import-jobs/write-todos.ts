import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'
import { stampChange } from '../todos/todos-changed.ts'
import type { ImportedColumns } from './compare-todo.ts'
import { toJsonb } from './to-jsonb.ts'

/** `id` is that of the todo to change; null creates one. */
export type TodoWrite = ImportedColumns & { id: number | null }

/**
 * Creates and changes todos with one statement each, in a transaction that has locked the owner. Each todo gets a revision of
 * its own in the change log.
 */
export async function writeTodos(tx: Db, ownerId: OwnerId, writes: readonly TodoWrite[]): Promise<void> {
  if (writes.length === 0) return
  const created = writes.filter(({ id }) => id === null).length
  const { at, revision } = await stampChange(tx, ownerId, { changes: writes.length, created })
  const given = sql`jsonb_to_recordset(${toJsonb(
    writes.map((write, index) => ({ ...write, todos_revision: revision - writes.length + 1 + index })),
  )}::jsonb) as given (
      id bigint, uid text, title text, description text, completed boolean, completed_at timestamptz,
      deadline_at timestamptz, deadline_on date, repeat_rule text, repeat_from text, repeat_zone text, completions jsonb,
      list_id bigint,
      tags text[], priority smallint, properties text[], import_hash text, created_at timestamptz,
      todos_revision bigint)`
  const now = sql`${at}::timestamptz`
  await sql`
    insert into todo (
      owner_id, uid, title, description, completed, completed_at, deadline_at, deadline_on, repeat_rule, repeat_from,
      repeat_zone, completions, list_id, tags, priority, properties, import_hash, todos_revision, created_at, updated_at, revised_at)
    select ${ownerId}, uid, title, description, completed, case when completed then coalesce(completed_at, ${now}) end,
      deadline_at, deadline_on, repeat_rule, repeat_from, repeat_zone, coalesce(completions, '[]'), list_id, tags, priority, properties,
      import_hash, todos_revision, least(created_at, ${now}), ${now}, ${now}
    from ${given} where id is null order by todos_revision`.execute(tx)
  await sql`
    update todo set
      title = given.title, description = given.description, completed = given.completed,
      completed_at = case when given.completed then coalesce(given.completed_at, todo.completed_at, ${now}) end,
      deadline_at = given.deadline_at, deadline_on = given.deadline_on, repeat_rule = given.repeat_rule,
      repeat_from = given.repeat_from, repeat_zone = given.repeat_zone,
      completions = coalesce(given.completions, todo.completions),
      list_id = coalesce(given.list_id, todo.list_id), tags = given.tags, priority = given.priority,
      properties = given.properties, import_hash = given.import_hash, revision = todo.revision + 1,
      todos_revision = given.todos_revision, updated_at = ${now},
      revised_at = greatest(${now}, todo.revised_at + interval '1 second')
    from ${given} where todo.id = given.id`.execute(tx)
}
