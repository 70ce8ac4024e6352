import type { ColumnMapping, ImportFormat } from './import-job.ts'

/** @param head the beginning of a file, in any encoding that contains ASCII */
export function detectFormat(head: string): ImportFormat {
  if (/^\s*BEGIN:/i.test(head)) return 'ics'
  return /^\s*\{/.test(head) ? 'export' : 'csv'
}

/**
 * What a file is that is no text.
 * @param head the beginning, one character a byte
 */
export function findBinary(head: string): 'spreadsheet' | 'ZIP' | 'gzip' | 'PDF' | 'picture' | undefined {
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP)/s.test(head)) return 'picture'
  if (head.startsWith('%PDF-')) return 'PDF'
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'spreadsheet'
  if (head.startsWith('\x1f\x8b')) return 'gzip'
  if (!head.startsWith('PK\x03\x04')) return undefined
  return /\bxl\/|opendocument\.spreadsheet/.test(head) ? 'spreadsheet' : 'ZIP'
}

const delimiters = [',', ';', '\t', '|']

/** Finds what separates the fields: what most of the first lines have outside of quotes, and then what they have most of. */
export function findDelimiter(head: string): string {
  const declared = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (declared !== undefined) return declared
  const lines = head
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
    .slice(0, 10)
  const found = delimiters.map(delimiter => {
    const counts = lines.map(line => line.split(delimiter).length - 1)
    return { delimiter, lines: counts.filter(count => count > 0).length, most: Math.max(0, ...counts) }
  })
  const [best] = found.toSorted((one, other) => other.lines - one.lines || other.most - one.most)
  return best?.delimiter ?? ','
}

/** TickTick's files begin with some lines about the backup. */
export const isPreamble = (firstField: string): boolean => /^(?:Date:|Version:|Status:)/.test(firstField)

/** The program whose columns these are, whatever their case. */
export function findProgram(names: readonly string[]): 'todoist' | 'ticktick' | undefined {
  const lower = new Set(names.map(name => name.toLowerCase()))
  const has = (...wanted: string[]) => wanted.every(name => lower.has(name))
  if (has('type', 'content', 'priority')) return 'todoist'
  return has('title', 'list name', 'status') ? 'ticktick' : undefined
}

/** Headers that mean a field, in lower case. */
const english: Record<keyof ColumnMapping, string[]> = {
  title: ['title', 'task', 'todo', 'name', 'summary', 'subject', 'task name', 'content'],
  description: ['description', 'notes', 'note', 'details', 'body'],
  deadline: ['deadline', 'due', 'due date', 'due_date', 'duedate', 'due on', 'due at', 'date'],
  completed: ['completed', 'done', 'complete', 'status', 'is completed', 'finished'],
  completedAt: ['completed at', 'completed_at', 'completed on', 'completion date', 'date completed'],
  list: ['list', 'project', 'list name', 'category', 'folder'],
  tags: ['tags', 'labels', 'tag', 'label'],
  priority: ['priority', 'importance'],
  repeat: ['repeat', 'rrule', 'recurrence'],
  timeZone: ['timezone', 'time zone', 'time_zone'],
  uid: ['uid', 'id', 'uuid'],
  createdAt: ['created', 'created at', 'created_at', 'created on', 'creation date'],
}

const german: Partial<typeof english> = {
  title: ['titel', 'aufgabe', 'bezeichnung', 'betreff'],
  description: ['beschreibung', 'notizen', 'notiz', 'bemerkung'],
  deadline: ['fällig', 'fällig am', 'fälligkeit', 'fälligkeitsdatum', 'frist', 'termin', 'datum'],
  completed: ['erledigt', 'abgeschlossen'],
  completedAt: ['erledigt am', 'abgeschlossen am'],
  list: ['liste', 'projekt', 'kategorie'],
  tags: ['schlagwörter', 'schlagworte', 'etiketten'],
  priority: ['priorität', 'wichtigkeit'],
  timeZone: ['zeitzone'],
  createdAt: ['erstellt', 'erstellt am'],
}

/** Finds the columns of the fields by their usual names. */
export function guessColumns(names: readonly string[]): Partial<ColumnMapping> {
  const byName = new Map(names.map(name => [name.toLowerCase(), name]))
  const found: Partial<ColumnMapping> = {}
  for (const field of Object.keys(english) as (keyof ColumnMapping)[]) {
    const name = [...english[field], ...(german[field] ?? [])].find(candidate => byName.has(candidate))
    if (name !== undefined) found[field] = byName.get(name) ?? name
  }
  return found
}
