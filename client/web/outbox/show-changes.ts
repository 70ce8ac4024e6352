import type { QueryClient } from '@tanstack/react-query'
import { placeInDays } from '../todos/cached-days.ts'
import { dropTodo, findTodo, placeTodo } from '../todos/cached-todos.ts'
import { ownerTimeZone, toRestored, withChange } from '../todos/changed-todo.ts'
import { toStoredDeadline } from '../todos/todo-deadline.ts'
import { hideSavedCopy, isWhole, showSavedCopy } from './saved-copies.ts'
import type { Change, StoredChange } from './stored-changes.ts'

/** Shows a change before the server has answered. */
export function showChange(queryClient: QueryClient, change: Change): void {
  if (change.kind === 'delete') return dropTodo(queryClient, change.todo.id)
  if (change.kind === 'create') return placeTodo(queryClient, change.todo)
  if (change.kind === 'restore')
    return placeTodo(queryClient, toRestored(change.todo, change.change ?? {}, queryClient))
  const { todo, change: fields } = change
  const known = findTodo(queryClient, todo.id) ?? (isWhole(todo) ? todo : undefined)
  if (known) return placeTodo(queryClient, withChange(known, fields, queryClient))
  // The calendar moves todos of which it has only the fields that it shows.
  placeInDays(queryClient, { ...todo, ...toStoredDeadline(fields, ownerTimeZone(queryClient)) })
}

/** Shows the changes that the server has not answered over what it has answered. */
export function showChanges(queryClient: QueryClient, changes: readonly StoredChange[]): void {
  for (const change of changes) {
    if (change.problem) continue
    if (change.kind === 'create') hideSavedCopy(queryClient, change)
    showChange(queryClient, change)
  }
}

/** Shows a todo as it was before a change that was refused. */
export function hideChange(queryClient: QueryClient, change: Change): void {
  const { kind, todo } = change
  if (kind === 'create') hideNew(queryClient, change)
  else if (kind === 'restore') dropTodo(queryClient, todo.id)
  else if (isWhole(todo)) placeTodo(queryClient, todo)
  else placeInDays(queryClient, todo)
}

/** Shows what the server has of a new todo in place of the page's own copy. */
export function hideNew(queryClient: QueryClient, change: Change): void {
  dropTodo(queryClient, change.todo.id)
  showSavedCopy(queryClient, change)
}
