import { useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { describeError, isServerUnreachable } from '../describe-error.ts'
import { t } from '../messages/calendar.ts'
import { findTodo } from '../todos/cached-todos.ts'
import { isSaved } from '../todos/todo-id.ts'
import { useToast } from '../ui/Toasts.tsx'
import type { DueTodo } from '../todos/cached-days.ts'
import { oneTodo } from '../todos/todos-queries.ts'

/**
 * Reads a todo with everything that the days leave out; as a list has it, while the server cannot be reached. Undefined, and a
 * message, when that fails.
 */
export function useWholeTodo(): (todo: DueTodo) => Promise<Todo | undefined> {
  const queryClient = useQueryClient()
  const toast = useToast()
  return async ({ id, title }) => {
    const known = findTodo(queryClient, id)
    if (!isSaved({ id })) return known
    try {
      return await queryClient.fetchQuery(oneTodo(id))
    } catch (error) {
      if (known && isServerUnreachable(error)) return known
      toast({ kind: 'error', text: t.notOpened(title, describeError(error).message) })
      return undefined
    }
  }
}
