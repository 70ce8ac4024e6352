import type { Priority } from '../../../schema/priority.ts'
import { buildTodo } from '../build-todo.ts'
import { fallbackNote } from '../decode-text.ts'
import { createUidDeriver, toUid, type Uid } from '../derive-uid.ts'
import { isPlainDate, toInstant } from '../../../schema/plain-date.ts'
import { isZone } from '../is-zone.ts'
import type { ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { keepColumn } from './keep-column.ts'
import type { ColumnMapping, DateOrder } from '../../../schema/import-job.ts'
import type { CsvRow } from './records.ts'
import { type Columns, isBlank } from './table.ts'
import { readDeadline } from './written-date.ts'

type Mapped = { mapping: ColumnMapping; dateOrder: DateOrder | undefined }

/** Shorter values are numbers of rows or of one database, which other tables have too. */
const minUidLength = 16

const yes =
  /^(?:1|x|y|yes|true|done|complete|completed|finished|closed|✓|✔|☑|ja|erledigt|abgeschlossen|fertig|oui|sim)$/i

/** Reads the rows of any table, with a mapping from our fields to its columns. Other columns are kept as properties. */
export async function* readMapped(
  rows: AsyncIterable<CsvRow | { line: number; problem: string }>,
  columns: Columns,
  { mapping, dateOrder }: Mapped,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const deriveUid = createUidDeriver(options.chosenList)
  const used = new Set(Object.values(mapping).flatMap(name => name?.toLowerCase() ?? []))
  const way = [Object.entries(mapping).toSorted(([one], [other]) => (one < other ? -1 : 1)), dateOrder]
  const others = columns.names.filter(name => !used.has(name.toLowerCase()))
  for await (const row of rows) {
    if ('problem' in row) {
      yield row
      continue
    }
    if (isBlank(row)) continue
    const get = (field: keyof ColumnMapping) => {
      const name = mapping[field]
      return name === undefined ? '' : columns.get(row, name)
    }
    if (get('title') === '') {
      yield { line: row.line, problem: `has no title in the column ${mapping.title}` }
      continue
    }
    const id = get('uid')
    const given = id.length < minUidLength ? undefined : toUid(id)
    const identity =
      id === ''
        ? ['csv', get('list'), get('createdAt'), get('title')]
        : ['csv-id', get('list'), id, get('title')]
    const uid = given === undefined ? deriveUid(identity) : { uid: given }
    const keeps = given === undefined && mapping.uid !== undefined ? [...others, mapping.uid] : others
    const kept = keeps.flatMap(name => keepColumn('CSV', name, columns.get(row, name)))
    yield { line: row.line, ...readRow(row, { get, uid, kept, dateOrder, way }, options) }
  }
}

type Fields = {
  get: (field: keyof ColumnMapping) => string
  uid: Uid
  kept: string[]
  dateOrder: DateOrder | undefined
  /** How all rows of the file are read. */
  way: unknown[]
}

function readRow(row: CsvRow, { get, uid, kept, dateOrder, way }: Fields, options: ReadOptions) {
  const notes: string[] = row.isFallback ? [fallbackNote] : []
  const unread: string[] = []
  const zone = isZone(get('timeZone')) ? get('timeZone') : options.timeZone
  const read = (field: 'deadline' | 'completedAt' | 'createdAt', name: string) => {
    const text = get(field)
    const date = text === '' ? undefined : readDeadline(text, { ...options, timeZone: zone }, dateOrder)
    if (text !== '' && date === undefined) {
      notes.push(
        `the ${name} "${text.slice(0, 50)}" cannot be read: kept in the description; dates are best written as 2030-01-31`,
      )
      unread.push(`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}`)
    }
    return date
  }
  const deadline = read('deadline', 'deadline')
  const readMoment = (field: 'completedAt' | 'createdAt', name: string) => {
    const date = read(field, name)
    return date && toInstant(date, zone)
  }
  const completedAt = readMoment('completedAt', 'time of completion')
  const createdAt = readMoment('createdAt', 'time of creation')
  const rule = get('repeat')
  const isTimed = [deadline, completedAt, createdAt].some(at => at !== undefined && !isPlainDate(at))
  return buildTodo(
    {
      ...uid,
      title: get('title'),
      description: [get('description'), ...unread].filter(Boolean).join('\n\n'),
      completed: yes.test(get('completed')) || (get('completed') === '' && get('completedAt') !== ''),
      completedAt,
      createdAt,
      deadline,
      repeat: rule === '' ? undefined : { rule },
      ...(deadline !== undefined && !isPlainDate(deadline) && { timeZone: zone }),
      list: get('list'),
      tags: get('tags')
        .split(/[,;|]/)
        .map(tag => tag.replace(/^\s*[#@]/, '')),
      priority: readPriority(get('priority'), notes),
      properties: kept,
      source: JSON.stringify([row.fields, ...way, isTimed && zone]),
    },
    options.timeZone,
    notes,
  )
}

/** Words in English or German, `p1` to `p4`, or the numbers of iCalendar. */
function readPriority(text: string, notes: string[]): Priority {
  const word = text.toLowerCase()
  if (/^(?:high|highest|urgent|critical|important|hoch|dringend|wichtig|p1|!!!|[1-4])$/.test(word))
    return 'high'
  if (/^(?:medium|normal|mid|mittel|p2|!!|5)$/.test(word)) return 'medium'
  if (/^(?:low|lowest|minor|niedrig|gering|p3|!|[6-9])$/.test(word)) return 'low'
  if (word !== '' && !/^(?:none|no|keine|p4|0|-)$/.test(word))
    notes.push(`the priority "${text.slice(0, 50)}" is unknown: left out`)
  return 'none'
}
