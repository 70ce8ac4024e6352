import type { TodoDay } from '../todos/cached-days.ts'

const isUnsaved = (item: { id?: number } | null): boolean => (item?.id ?? 0) < 0

/** A replacer for JSON: todos that are not saved yet are in the outbox, and days of the calendar do not count them. */
export function withoutUnsaved(_: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(item => !isUnsaved(item))
  if (!(value instanceof Object && 'todos' in value && 'total' in value)) return value
  const day = value as TodoDay
  const unsaved = day.todos.filter(isUnsaved)
  const open = unsaved.filter(({ completed }) => !completed)
  return { ...day, total: day.total - unsaved.length, open: day.open - open.length }
}
