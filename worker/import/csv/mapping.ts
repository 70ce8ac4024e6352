import type { ColumnMapping } from '../../../schema/import-job.ts'

/** Headers that mean a field, in lower case. */
const synonyms: Record<keyof ColumnMapping, string[]> = {
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

/** Finds the columns of the fields by their usual names; undefined without one that can be the title. */
export function guessMapping(names: readonly string[]): ColumnMapping | undefined {
  const byName = new Map(names.map(name => [name.toLowerCase(), name]))
  const found: Partial<ColumnMapping> = {}
  for (const [field, candidates] of Object.entries(synonyms)) {
    const name = candidates.find(candidate => byName.has(candidate))
    if (name !== undefined) found[field as keyof ColumnMapping] = byName.get(name) ?? name
  }
  return found.title === undefined ? undefined : { ...found, title: found.title }
}
