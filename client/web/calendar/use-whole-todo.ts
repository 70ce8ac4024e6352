import { useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/calendar.ts'
import { useToast } from '../ui/Toasts.tsx'
import type { DueTodo } from '../todos/cached-days.ts'
import { wholeTodo } from './calendar-queries.ts'

/** Reads a todo with everything that the days leave out; undefined, and a message, when that fails. */
export function useWholeTodo(): (todo: DueTodo) => Promise<Todo | undefined> {
  const queryClient = useQueryClient()
  const toast = useToast()
  return async ({ id, title }) => {
    try {
      return await queryClient.fetchQuery(wholeTodo(id))
    } catch (error) {
      toast({ kind: 'error', text: t.notOpened(title, describeError(error).message) })
      return undefined
    }
  }
}
