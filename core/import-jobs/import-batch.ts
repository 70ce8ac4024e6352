import { sql } from 'kysely'
import { foldText } from '../../schema/fold-text.ts'
import type { ImportCounts, ImportJob, ImportOptions, ImportReportEntry } from '../../schema/import-job.ts'
import type { Instant } from '../../schema/instant.ts'
import type { ImportEntry, ImportedTodo } from '../../schema/imported-todo.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { type JobRow, jobColumns, toImportJob } from '../calendar-jobs/job-row.ts'
import type { ClaimedImportJob } from '../calendar-jobs/claim.ts'
import type { Db } from '../database/db.ts'
import { findOrCreateLists, getTodoLists } from '../lists/todo-lists.ts'
import { countTodoRoom } from '../todos/todo-limit.ts'
import { moveToTrash, trashDays } from '../todos/trash.ts'
import { lockOwner } from '../todos/todos-changed.ts'
import { type ComparedRow, comparedColumns, isUnchanged, toImportedColumns } from './compare-todo.ts'
import { keepDetails } from './keep-details.ts'
import { toJsonb } from './to-jsonb.ts'
import { writeTodos, type TodoWrite } from './write-todos.ts'

export type ImportBatch = {
  entries: ImportEntry[]
  /** What the attempt and those before it have imported. */
  counts: ImportCounts
  /** Bytes of the file that have been read. */
  done: number
}

/** The import no longer belongs to this attempt: nothing was written. */
export class ImportLost extends Error {
  override readonly name = 'ImportLost'
}

/**
 * Imports some entries and reports them, in one transaction: an import that is interrupted continues after the last batch.
 *
 * @param maxTodos of the owner, 0 for no limit; todos beyond it are skipped
 * @throws ImportLost
 */
export async function importBatch(
  db: Db,
  job: ClaimedImportJob,
  batch: ImportBatch,
  maxTodos = 0,
): Promise<ImportJob> {
  return db.transaction().execute(async tx => {
    await lockOwner(tx, job.ownerId)
    const entries = await importEntries(tx, job, batch, maxTodos)
    const first = countEntries(batch.counts)
    const counts = addCounts(batch.counts, entries)
    const { rows } = await sql<JobRow>`
      with mine as (
        update calendar_job job set
          counts = ${JSON.stringify(counts)}::jsonb, done = ${batch.done}::int, version = version + 1
        where id = ${job.id} and attempt = ${job.attempt} and state = 'STARTED'
        returning ${jobColumns}
      ), report as (
        insert into import_report (job_id, first, entries)
        select id, ${first}::int, ${toJsonb(entries)}::jsonb from mine
      )
      select * from mine`.execute(tx)
    if (!rows[0]) throw new ImportLost()
    return toImportJob(rows[0])
  })
}

export const countEntries = ({ created, changed, unchanged, skipped }: ImportCounts): number =>
  created + changed + unchanged + skipped

function addCounts(before: ImportCounts, entries: ImportReportEntry[]): ImportCounts {
  const counts = { ...before }
  for (const { outcome, notes } of entries) {
    counts[outcome] += 1
    if (outcome !== 'skipped' && notes.length > 0) counts.noted += 1
  }
  return counts
}

async function importEntries(
  tx: Db,
  { ownerId, options }: ClaimedImportJob,
  { entries, counts }: ImportBatch,
  maxTodos: number,
): Promise<ImportReportEntry[]> {
  const todos = entries.flatMap(entry => ('todo' in entry ? [entry.todo] : []))
  const uids = todos.flatMap(({ uid, earlierUid }) => (earlierUid === undefined ? uid : [uid, earlierUid]))
  const existing = await findExisting(tx, ownerId, uids)
  const trashed = await findTrashed(tx, ownerId, uids)
  const findList = await openLists(tx, ownerId, options, todos)
  const room = await countTodoRoom(tx, ownerId, { maxTodos, wanted: todos.length })
  // A dry run has not created the todos of its earlier batches.
  let free = options.dryRun ? room - counts.created : room
  const writes: TodoWrite[] = []
  const deleted: { uid: string; deletedAt: Instant }[] = []

  const report = entries.map((entry): ImportReportEntry => {
    const { line } = entry
    if ('problem' in entry)
      return { line, outcome: 'skipped', title: null, uid: null, notes: [entry.problem] }
    const list = findList(entry.todo)
    const todo = withEarlierUid(entry.todo, existing, list.id)
    const { uid, title, deletedAt } = todo
    const skip = (note: string): ImportReportEntry => ({
      line,
      outcome: 'skipped',
      title,
      uid,
      notes: [note],
    })
    if (trashed.has(uid) && !existing.has(uid)) {
      if (deletedAt !== undefined) return { line, outcome: 'unchanged', title, uid, notes: [] }
      return skip('is in the trash: restore it there')
    }
    if (deletedAt !== undefined) {
      if (existing.has(uid)) return skip('is in the trash in the file, but not here: it stays here')
      if (isPastTrash(deletedAt)) return skip(`was deleted more than ${trashDays} days ago`)
    }
    const before = existing.get(uid)
    const isAdded = !before && deletedAt === undefined
    if (isAdded && free <= 0) return skip(`there are already ${maxTodos} todos, the maximum`)
    const read = toImportedColumns(todo, list.id, options)
    const columns = before && todo.ours ? keepDetails(before, read) : read
    const notes = [...entry.notes]
    if (list.note !== undefined) notes.push(list.note)
    if (deletedAt !== undefined) notes.push('is in the trash, as in the file')
    // Shapes of events have other times than their todos.
    if (before && (todo.ours?.kind === 'event' || isUnchanged(before, columns, todo)))
      return { line, outcome: 'unchanged', title, uid, notes }
    if (isAdded) free -= 1
    writes.push({ id: before?.id ?? null, ...columns })
    if (deletedAt !== undefined) deleted.push({ uid, deletedAt })
    return { line, outcome: before ? 'changed' : 'created', title, uid, notes }
  })
  if (options.dryRun) return report
  await writeTodos(tx, ownerId, writes)
  await moveToTrash(tx, ownerId, deleted)
  return report
}

/** A todo that an unreleased version has imported into the chosen list keeps its UID. */
function withEarlierUid(
  todo: ImportedTodo,
  existing: Map<string, ComparedRow>,
  listId: number | null,
): ImportedTodo {
  const earlier = existing.get(todo.earlierUid ?? '')
  const isEarlier = earlier?.list_id === listId && !existing.has(todo.uid)
  return isEarlier ? { ...todo, uid: earlier.uid } : todo
}

const isPastTrash = (deletedAt: Instant): boolean =>
  Date.parse(deletedAt) < Date.now() - trashDays * 24 * 60 * 60 * 1000

async function findExisting(tx: Db, ownerId: OwnerId, uids: string[]): Promise<Map<string, ComparedRow>> {
  const rows = await tx
    .selectFrom('todo')
    .select(['id', ...comparedColumns])
    .where('owner_id', '=', ownerId)
    .where('uid', '=', sql<string>`any(${uids}::text[])`)
    .execute()
  return new Map(rows.map(row => [row.uid, row]))
}

async function findTrashed(tx: Db, ownerId: OwnerId, uids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('deleted_todo')
    .select('uid')
    .where('owner_id', '=', ownerId)
    .where('uid', '=', sql<string>`any(${uids}::text[])`)
    .where('todo', 'is not', null)
    .execute()
  return new Set(rows.map(({ uid }) => uid))
}

type FoundList = { id: number | null; note?: string }

/** No list has it. */
const missingListId = 0

/** Returns a function that finds the list of a todo. A dry run creates none. */
async function openLists(
  tx: Db,
  ownerId: OwnerId,
  { list: chosen, dryRun }: ImportOptions,
  todos: readonly ImportedTodo[],
): Promise<(todo: ImportedTodo) => FoundList> {
  const nameOf = (todo: ImportedTodo) => chosen ?? todo.list
  const names = [...new Set(todos.flatMap(todo => nameOf(todo) ?? []))]
  if (names.length === 0) return () => ({ id: null })
  if (dryRun) {
    const lists = await getTodoLists(tx, ownerId)
    const ids = new Map(lists.map(list => [foldText(list.name), list.id]))
    return todo => {
      const name = nameOf(todo)
      return { id: name === null ? null : (ids.get(foldText(name)) ?? missingListId) }
    }
  }
  const ids = await findOrCreateLists(tx, ownerId, names)
  return todo => {
    const name = nameOf(todo)
    const id = name === null ? null : (ids.get(foldText(name)) ?? null)
    const isMissing = name !== null && id === null
    return { id, ...(isMissing && { note: `there are too many lists for another one, ${name}` }) }
  }
}
