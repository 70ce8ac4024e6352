import type { QueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { placeInDays } from '../todos/cached-days.ts'
import { dropTodo, findTodo, placeTodo } from '../todos/cached-todos.ts'
import { ownerTimeZone, withChange } from '../todos/changed-todo.ts'
import { toStoredDeadline } from '../todos/todo-deadline.ts'
import type { Change, StoredChange } from './stored-changes.ts'

const isWhole = (todo: Change['todo']): todo is Todo => 'createdAt' in todo

/** Shows a change before the server has answered. */
export function showChange(queryClient: QueryClient, change: Change): void {
  if (change.kind === 'delete') return dropTodo(queryClient, change.todo.id)
  if (change.kind === 'create') return placeTodo(queryClient, change.todo)
  if (change.kind === 'restore')
    return placeTodo(queryClient, withChange(change.todo, change.change ?? {}, queryClient))
  const { todo, change: fields } = change
  const known = findTodo(queryClient, todo.id) ?? (isWhole(todo) ? todo : undefined)
  if (known) return placeTodo(queryClient, withChange(known, fields, queryClient))
  // The calendar moves todos of which it has only the fields that it shows.
  placeInDays(queryClient, { ...todo, ...toStoredDeadline(fields, ownerTimeZone(queryClient)) })
}

/** Shows the changes that the server has not answered over what it has answered. */
export function showChanges(queryClient: QueryClient, changes: readonly StoredChange[]): void {
  for (const change of changes) if (!change.problem) showChange(queryClient, change)
}

/** Shows a todo as it was before a change that was refused. */
export function hideChange(queryClient: QueryClient, { kind, todo }: Change): void {
  if (kind === 'create' || kind === 'restore') dropTodo(queryClient, todo.id)
  else if (isWhole(todo)) placeTodo(queryClient, todo)
  else placeInDays(queryClient, todo)
}
