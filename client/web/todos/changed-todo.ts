import type { QueryClient } from '@tanstack/react-query'
import type { NewTodoInput, TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { browserTimeZone } from '../day.ts'
import { allLists } from '../lists/all-lists.ts'
import { findList } from '../../find-list.ts'
import { settings } from '../settings/settings-queries.ts'
import { chooseTemporaryId } from './todo-id.ts'
import { deadlineOf, noDeadline, toStoredDeadline } from './todo-deadline.ts'

/** A new todo, as it is shown until the server has saved it. */
export function toUnsaved(
  { title, description, completed, repeat, list, tags, priority, ...deadline }: NewTodoInput,
  queryClient: QueryClient,
): Todo {
  const now = new Date().toISOString()
  return {
    id: chooseTemporaryId(),
    title,
    description: description ?? null,
    completed: completed ?? false,
    completedAt: completed ? now : null,
    ...noDeadline,
    dueAt: null,
    ...toStoredDeadline(deadline, ownerTimeZone(queryClient)),
    repeat: repeat ?? null,
    completions: [],
    listId: toListId(list, queryClient) ?? 0,
    tags: tags ?? [],
    priority: priority ?? 'none',
    createdAt: now,
    updatedAt: now,
  }
}

/** The todo as the server will store it. */
export function withChange(todo: Todo, change: TodoChangeInput, queryClient: QueryClient): Todo {
  const {
    title = todo.title,
    description = todo.description,
    repeat = todo.repeat,
    tags = todo.tags,
    priority = todo.priority,
    list = `${todo.listId}`,
  } = change
  // Whether it was the last occurrence is known when the server answers.
  const completed = repeat && change.completed ? todo.completed : (change.completed ?? todo.completed)
  const reopened = findReopened(todo, change)
  return {
    ...todo,
    title,
    description,
    completed,
    repeat,
    tags,
    priority,
    listId: toListId(list, queryClient) ?? todo.listId,
    completions: reopened ? todo.completions.slice(1) : todo.completions,
    ...toStoredDeadline(reopened ?? change, ownerTimeZone(queryClient)),
  }
}

/** A deleted todo as the server restores it: in the inbox, when its list is gone. */
export function toRestored(todo: Todo, change: TodoChangeInput, queryClient: QueryClient): Todo {
  const restored = withChange(todo, change, queryClient)
  const listId = toListId(`${restored.listId}`, queryClient) ?? toListId(null, queryClient)
  return { ...restored, listId: listId ?? restored.listId }
}

/** The occurrence to which a change takes a repeating todo back: the one that was completed last. */
function findReopened({ completed, completions: [newest] }: Todo, change: TodoChangeInput) {
  const isReopened = !completed && change.completed === false && newest !== undefined
  return isReopened && change.occurrence === (newest.deadlineOn ?? newest.deadlineAt) ? newest : undefined
}

/** A new todo that is like a deleted one after a change. */
export function toNew(todo: Todo, change: TodoChangeInput): NewTodoInput {
  const { title, description, completed, repeat, listId, tags, priority } = todo
  const { occurrence: _, ...changed } = change
  return {
    description,
    completed,
    repeat,
    list: `${listId}`,
    tags,
    priority,
    ...deadlineOf(todo),
    ...changed,
    title: change.title ?? title,
  }
}

/** Dates end in the time zone of the settings; until they are loaded, the browser's is the best guess. */
export const ownerTimeZone = (queryClient: QueryClient): string =>
  queryClient.getQueryData(settings.queryKey)?.timeZone ?? browserTimeZone()

/** The id of a list as clients name it; without a name, of the inbox. */
function toListId(list: string | null | undefined, queryClient: QueryClient): number | undefined {
  const lists = queryClient.getQueryData(allLists.queryKey) ?? []
  return (list ? findList(lists, list) : lists.find(({ isInbox }) => isInbox))?.id
}
