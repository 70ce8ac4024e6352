import type { Priority } from '../../../schema/priority.ts'
import { isPlainDate } from '../../../schema/plain-date.ts'
import { isZone } from '../is-zone.ts'
import { buildTodo } from '../build-todo.ts'
import { fallbackNote } from '../decode-text.ts'
import { createUidDeriver, type Uid } from '../derive-uid.ts'
import type { ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { keepColumn } from './keep-column.ts'
import type { CsvRow } from './records.ts'
import { type Columns, isBlank } from './table.ts'
import { readDeadline } from './written-date.ts'

const priorities = new Map<string, Priority>([
  ['1', 'low'],
  ['3', 'medium'],
  ['5', 'high'],
])
/** The maximum number of remembered parents. Subtasks of others keep only the id. */
const maxParents = 200_000

/** Reads the rows below the header of a backup of TickTick. */
export async function* readTickTick(
  rows: AsyncIterable<CsvRow | { line: number; problem: string }>,
  columns: Columns,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const deriveUid = createUidDeriver(options.chosenList)
  const uids = new Map<string, string>()
  for await (const row of rows) {
    if ('problem' in row) {
      yield row
      continue
    }
    if (isBlank(row)) continue
    const get = (name: string) => columns.get(row, name)
    const title = get('Title')
    const content = get('Content').replaceAll('\r', '\n')
    if (title === '' && content === '') {
      yield { line: row.line, problem: 'has no title' }
      continue
    }
    const uid = deriveUid(['ticktick', get('Created Time'), title])
    if (uids.size < maxParents && get('taskId') !== '') uids.set(get('taskId'), uid.uid)
    const parent = uids.get(get('parentId'))
    yield {
      line: row.line,
      ...readTask({ get, uid, parent, title, content, isFallback: row.isFallback }, options),
    }
  }
}

type Task = {
  get: (name: string) => string
  uid: Uid
  parent: string | undefined
  title: string
  content: string
  isFallback: boolean
}

function readTask({ get, uid, parent, title, content, isFallback }: Task, options: ReadOptions) {
  const notes: string[] = isFallback ? [fallbackNote] : []
  const read = (name: string) => readMoment(name, get, options, notes)
  const status = get('Status')
  // 2 is a completed task in the archive, -1 one that will not be done.
  const completed = status === '1' || status === '2' || status === '-1'
  if (status === '-1') notes.push('is marked "won\'t do": imported as completed')
  if (get('Kind').toUpperCase() === 'NOTE') notes.push('is a note: imported as a todo')
  const due = read('Due Date')
  const start = read('Start Date')
  const deadline = due ?? start
  const rule = get('Repeat')
  const zone = get('Timezone')
  const isFloating = get('Is Floating').toLowerCase() === 'true'
  const keeps = ['Folder Name', 'Reminder', 'Column Name', 'Tomato', 'Progress']
  return buildTodo(
    {
      ...uid,
      title: title === '' ? (content.split('\n')[0] ?? '') : title,
      description: content,
      completed,
      completedAt: toMoment(get('Completed Time')),
      deadline,
      repeat: rule === '' ? undefined : { rule },
      timeZone: !isFloating && isZone(zone) && deadline && !isPlainDate(deadline) ? zone : undefined,
      list: /^inbox$/i.test(get('List Name')) ? null : get('List Name'),
      tags: get('Tags').split(','),
      priority: priorities.get(get('Priority')) ?? 'none',
      createdAt: toMoment(get('Created Time')),
      properties: [
        ...(parent === undefined
          ? keepColumn('TICKTICK', 'parentId', get('parentId'))
          : [`RELATED-TO:${parent}`]),
        ...(start !== deadline ? keepColumn('TICKTICK', 'Start Date', get('Start Date')) : []),
        ...keeps.flatMap(name => keepColumn('TICKTICK', name, get(name))),
      ],
    },
    options.timeZone,
    notes,
  )
}

const toMoment = (text: string) =>
  text === '' ? undefined : readDeadline(text, { timeZone: 'UTC', now: '2000-01-01T00:00:00Z' })

/** All-day dates are the midnight of their day in the zone of the task; floating times are the wall time in it. */
function readMoment(
  name: string,
  get: (name: string) => string,
  { timeZone, now }: ReadOptions,
  notes: string[],
): string | undefined {
  const text = get(name)
  if (text === '') return undefined
  const zone = isZone(get('Timezone')) ? get('Timezone') : timeZone
  const moment = readDeadline(text, { timeZone: zone, now })
  if (moment === undefined) {
    notes.push(`${name} "${text.slice(0, 50)}" is not a date that can be read`)
    return undefined
  }
  if (isPlainDate(moment)) return moment
  const wallTime = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime()
  if (get('Is All Day').toLowerCase() === 'true') return wallTime.toPlainDate().toString()
  if (get('Is Floating').toLowerCase() !== 'true') return moment
  return readDeadline(wallTime.toString(), { timeZone, now })
}
