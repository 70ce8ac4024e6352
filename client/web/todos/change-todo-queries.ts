import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewTodoInput, TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { t } from '../messages/todos.ts'
import { makeChange } from '../outbox/outbox.ts'
import { newestId } from '../outbox/saved-copies.ts'
import { hideChange, showChange, showChanges } from '../outbox/show-changes.ts'
import { type Change, storedChanges } from '../outbox/stored-changes.ts'
import { useToast } from '../ui/Toasts.tsx'
import { dropTodo, todosKey } from './cached-todos.ts'
import { toUnsaved, withChange } from './changed-todo.ts'
import { cancelTodoQueries, invalidateTodos } from './invalidate-todos.ts'

/**
 * Shows a change before the server has answered, and reverts it if the server refuses it. While the server is away, it is kept
 * and sent later.
 */
export function useMakeChange() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: todosKey,
    mutationFn: (change: Change) => makeChange(change),
    async onMutate(change) {
      await cancelTodoQueries(queryClient)
      showChange(queryClient, change)
    },
    onError(error, change) {
      if (isNotFound(error)) dropTodo(queryClient, change.todo.id)
      else hideChange(queryClient, change)
      showChanges(queryClient, storedChanges())
    },
    onSettled(outcome) {
      if (!outcome?.isKept) invalidateTodos(queryClient)
    },
  }).mutateAsync
}

export function useCreateTodo(): (input: NewTodoInput) => Promise<Todo> {
  const queryClient = useQueryClient()
  const make = useMakeChange()
  return async input => {
    const unsaved = toUnsaved(input, queryClient)
    const outcome = await make({
      kind: 'create',
      todo: unsaved,
      input,
      newestKnown: newestId(queryClient),
    })
    return (outcome.isKept ? null : outcome.todo) ?? unsaved
  }
}

export type TodoEdit = { todo: Todo; change: TodoChangeInput }

export function useUpdateTodo(): (edit: TodoEdit) => Promise<Todo> {
  const queryClient = useQueryClient()
  const make = useMakeChange()
  return async ({ todo, change }) => {
    const outcome = await make({ kind: 'update', todo, change })
    return (outcome.isKept ? null : outcome.todo) ?? withChange(todo, change, queryClient)
  }
}

const describeFailure = ({ title }: Todo, reason: string) => t.notUpdated(title, reason)

/** Changes a todo outside of a form: refusals are shown in a toast. */
export function useChangeTodo(toText = describeFailure) {
  const toast = useToast()
  const update = useUpdateTodo()
  return async (todo: Todo, change: TodoChangeInput): Promise<Todo | undefined> => {
    try {
      return await update({ todo, change })
    } catch (error) {
      toast({ kind: 'error', text: toText(todo, describeError(error).message) })
      return undefined
    }
  }
}
