import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { client, deleteOnLeaving } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { useToast } from '../ui/Toasts.tsx'
import { dropTodo, placeTodo } from './cached-todos.ts'
import { useCreateTodo } from './change-todo-queries.ts'
import {
  addPendingDeletion,
  confirmDeletion,
  removePendingDeletion,
  cancelDeletion,
  takeUnsent,
} from './pending-deletions.ts'
import { serializeMutation } from './serialize-mutations.ts'
import { deadlineOf } from './todo-deadline.ts'
import { cancelTodoQueries, invalidateTodos } from './invalidate-todos.ts'

/** Hides the todo at once, and deletes it on the server when it can no longer be undone. */
export function useDeleteTodo(): (todo: Todo) => void {
  const queryClient = useQueryClient()
  const toast = useToast()
  const { mutate: create } = useCreateTodo()

  function deleteTodo(todo: Todo) {
    addPendingDeletion(todo)
    dropTodo(queryClient, todo.id)
    void cancelTodoQueries(queryClient).then(() => invalidateTodos(queryClient))
    toast({
      text: `Deleted “${todo.title}”`,
      action: { label: 'Undo', isUndo: true, run: () => undo(todo) },
      onClosed: () => void send(todo),
    })
  }

  function undo(todo: Todo) {
    const { title, description, completed } = todo
    if (cancelDeletion(todo.id)) {
      placeTodo(queryClient, todo)
      invalidateTodos(queryClient)
    } else create({ title, description, completed, ...deadlineOf(todo) })
  }

  async function send(todo: Todo) {
    try {
      await sendDeletions(queryClient, [todo.id])
    } catch (error) {
      toast({
        kind: 'error',
        text: `Couldn’t delete “${todo.title}”. ${describeError(error).message}`,
        action: { label: 'Try again', run: () => deleteTodo(todo) },
      })
    }
  }

  return deleteTodo
}

/** Sends pending deletions, all or the given ones; failed ones are shown again. */
export async function sendDeletions(queryClient: QueryClient, ids?: number[]): Promise<void> {
  const todos = takeUnsent(ids)
  if (todos.length === 0) return
  const sent = await Promise.allSettled(todos.map(todo => deleteOne(queryClient, todo)))
  invalidateTodos(queryClient)
  const failed = sent.find(result => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function deleteOne(queryClient: QueryClient, todo: Todo): Promise<void> {
  try {
    await serializeMutation(todo.id, () => client.deleteTodo.mutate({ id: todo.id }))
    confirmDeletion(todo.id)
  } catch (error) {
    removePendingDeletion(todo.id)
    placeTodo(queryClient, todo)
    throw error
  }
}

/** Sends the deletions left over from an earlier page at the start, and those of this page when it is left. */
export function startDeletions(queryClient: QueryClient): void {
  void sendDeletions(queryClient).catch(() => {})
  addEventListener('pagehide', () => {
    for (const { id } of takeUnsent())
      void deleteOnLeaving(id).then(
        () => confirmDeletion(id),
        () => {},
      )
  })
}
