import type { Priority } from '../../../schema/priority.ts'
import { isPlainDate } from '../../../schema/plain-date.ts'
import { isZone } from '../is-zone.ts'
import { buildTodo, type Draft, toLine } from '../build-todo.ts'
import { fallbackNote } from '../decode-text.ts'
import { createUidDeriver } from '../derive-uid.ts'
import type { ImportEntry, ReadOptions } from '../../../schema/imported-todo.ts'
import { keepColumn } from './keep-column.ts'
import type { CsvRow } from './records.ts'
import { type Columns, isBlank } from './table.ts'
import { knowsTodoistLanguage, readTodoistDate } from './todoist-date.ts'

type Task = { line: number; draft: Draft; notes: string[] }

/** 1 is p1, the highest; 4 is no priority. */
const priorities = new Map<string, Priority>([
  ['1', 'high'],
  ['2', 'medium'],
  ['3', 'low'],
])
const maxIndent = 20
const keptColumns = ['RESPONSIBLE', 'DURATION', 'DEADLINE'] as const

/**
 * Reads Todoist's "Export as CSV": tasks in the order of the project, with sections above them, subtasks by INDENT, and comments
 * as notes below their task.
 */
export async function* readTodoist(
  rows: AsyncIterable<CsvRow | { line: number; problem: string }>,
  columns: Columns,
  options: ReadOptions,
): AsyncGenerator<ImportEntry> {
  const deriveUid = createUidDeriver(options.chosenList)
  const parents: { uid: string; title: string }[] = []
  let section = ''
  let last: Task | undefined

  function readTask(row: CsvRow): Task {
    const get = (name: string) => columns.get(row, name)
    const indent = Math.min(Math.max(Number.parseInt(get('INDENT'), 10) || 1, 1), maxIndent)
    parents.length = Math.min(parents.length, indent - 1)
    const parent = parents.at(-1)
    const { title, tags } = splitLabels(get('CONTENT'))
    const uid = deriveUid(['todoist', section, ...parents.map(({ title }) => title), get('CONTENT')])
    parents.push({ uid: uid.uid, title })
    const notes = row.isFallback ? [fallbackNote] : []
    const date = readDate(row, columns, options, notes)
    const description = [get('DESCRIPTION'), ...date.unread]
    return {
      line: row.line,
      notes,
      draft: {
        ...uid,
        title,
        tags: [
          ...tags,
          ...get('LABELS')
            .split(/[,;]/)
            .map(label => label.replace(/^\s*@/, '')),
        ],
        description: description.filter(Boolean).join('\n\n'),
        priority: priorities.get(get('PRIORITY')) ?? 'none',
        ...date.draft,
        source: JSON.stringify([section, ...row.fields, date.draft.timeZone]),
        properties: [
          ...(parent ? [`RELATED-TO:${parent.uid}`, ...keepColumn('TODOIST', 'PARENT', parent.title)] : []),
          ...keepColumn('TODOIST', 'SECTION', section),
          ...keptColumns
            .filter(name => name !== 'DEADLINE' || date.keepsDeadline)
            .flatMap(name => keepColumn('TODOIST', name, withUnit(name, get))),
        ],
      },
    }
  }

  for await (const row of rows) {
    if ('problem' in row) {
      if (last) yield finish(last, options)
      last = undefined
      yield row
      continue
    }
    const type = columns.get(row, 'TYPE').toLowerCase()
    const content = columns.get(row, 'CONTENT')
    if (type === 'note' && last) {
      last.draft.source += content
      last.draft.description = [last.draft.description, toNote(content)].filter(Boolean).join('\n\n')
      continue
    }
    if (last) yield finish(last, options)
    last = undefined
    if (type === 'task' && content !== '') last = readTask(row)
    else if (type === 'section') {
      section = content
      parents.length = 0
    } else if (!isBlank(row) && type !== 'meta') yield { line: row.line, problem: describe(type) }
  }
  if (last) yield finish(last, options)
}

const finish = ({ line, draft, notes }: Task, { timeZone }: ReadOptions): ImportEntry => ({
  line,
  ...buildTodo(draft, timeZone, notes),
})

function describe(type: string): string {
  if (type === 'task') return 'is a task without a name'
  if (type === 'note') return 'is a comment without a task above it'
  return `has the type "${toLine(type).slice(0, 50)}", which is none of Todoist's`
}

type DateFields = { draft: Partial<Draft>; unread: string[]; keepsDeadline: boolean }

/** DATE is when to do the task, and may repeat; DEADLINE is the last day, and is our deadline where there is no DATE. */
function readDate(row: CsvRow, columns: Columns, options: ReadOptions, notes: string[]): DateFields {
  const get = (name: string) => columns.get(row, name)
  const unread: string[] = []
  const zone = readZone(get('TIMEZONE'), options, notes)
  const readColumn = (name: string) => {
    const text = get(name)
    if (text === '') return undefined
    const language = get(`${name}_LANG`).toLowerCase() || 'en'
    const date = readTodoistDate(text, { ...options, timeZone: zone, language })
    if (date) return date
    const isKnown = knowsTodoistLanguage(language)
    const problem = isKnown ? 'cannot be read' : `is in ${nameLanguage(language)}, which cannot be read`
    notes.push(`${name} "${toLine(text).slice(0, 100)}" ${problem}: kept in the description`)
    unread.push(`${name === 'DATE' ? 'Date' : 'Deadline'}: ${text}`)
    return undefined
  }
  const date = readColumn('DATE')
  const last = date ? undefined : readColumn('DEADLINE')
  const { deadline, repeat } = date ?? last ?? {}
  const isTimed = deadline !== undefined && !isPlainDate(deadline)
  return {
    draft: { deadline, repeat, ...(isTimed && { timeZone: zone }) },
    unread,
    keepsDeadline: date !== undefined,
  }
}

function readZone(name: string, { timeZone }: ReadOptions, notes: string[]): string {
  if (name === '') return timeZone
  if (isZone(name)) return name
  notes.push(`its time zone ${toLine(name).slice(0, 50)} is unknown: read as ${timeZone}`)
  return timeZone
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** Todoist writes `tw` for the Chinese of Taiwan. */
function nameLanguage(code: string): string {
  try {
    return languageNames.of(code === 'tw' ? 'zh-TW' : code) ?? code
  } catch {
    return `the language "${toLine(code).slice(0, 20)}"`
  }
}

/** `DURATION_UNIT` is `None` without a duration. */
function withUnit(name: string, get: (name: string) => string): string {
  const value = get(name)
  return name === 'DURATION' && /^\d/.test(value)
    ? `${value} ${get('DURATION_UNIT')}`
    : value === 'None'
      ? ''
      : value
}

/** Takes the labels at the end or beside words out of `Repot the basil @garden`. */
function splitLabels(content: string): { title: string; tags: string[] } {
  const tags: string[] = []
  const title = content.replaceAll(/(?:^|\s)@([\p{L}\p{N}_/-]+)(?=\s|$)/gu, (_, label: string) => {
    tags.push(label)
    return ''
  })
  return title.trim() === '' ? { title: content, tags } : { title, tags }
}

/** `Comment [[file {"file_name":"a.pdf","file_url":"…"}]]` */
const toNote = (content: string): string =>
  content.replaceAll(/\[\[file (\{.*?\})\]\]/g, (whole, json: string) => {
    try {
      const { file_name: name, file_url: url } = JSON.parse(json) as Record<string, unknown>
      return [name, url].filter(part => typeof part === 'string').join(' ')
    } catch {
      return whole
    }
  })
