import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { client } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { useToast } from '../ui/Toasts.tsx'
import { dropTodo, placeTodo, todosKey } from './cached-todos.ts'
import { cancelTodoQueries, invalidateTodos } from './invalidate-todos.ts'
import { serializeMutation } from './serialize-mutations.ts'

/** Moves a todo to the trash. It can be undone. */
export function useDeleteTodo(): (todo: Todo) => void {
  const queryClient = useQueryClient()
  const toast = useToast()
  const restore = useRestoreTodo()
  const { mutate } = useMutation({
    mutationKey: todosKey,
    mutationFn: ({ id }: Todo) => serializeMutation(id, () => client.deleteTodo.mutate({ id })),
    async onMutate(todo) {
      dropTodo(queryClient, todo.id)
      await cancelTodoQueries(queryClient)
    },
    onSuccess: (_deleted, todo) =>
      toast({
        text: `Deleted “${todo.title}”`,
        action: { label: 'Undo', isUndo: true, run: () => restore(todo) },
      }),
    onError(error, todo) {
      placeTodo(queryClient, todo)
      toast({
        kind: 'error',
        text: `Couldn’t delete “${todo.title}”. ${describeError(error).message}`,
        action: { label: 'Try again', run: () => mutate(todo) },
      })
    },
    onSettled: () => invalidateTodos(queryClient),
  })
  return mutate
}

/** Takes a todo back from the trash. */
export function useRestoreTodo(onRestored?: (todo: Todo) => void): (todo: Todo) => void {
  const queryClient = useQueryClient()
  const toast = useToast()
  const { mutate } = useMutation({
    mutationKey: todosKey,
    mutationFn: ({ id }: Todo) => serializeMutation(id, () => client.restoreTodo.mutate({ id })),
    async onMutate(todo) {
      await cancelTodoQueries(queryClient)
      placeTodo(queryClient, todo)
    },
    onSuccess(restored) {
      placeTodo(queryClient, restored)
      onRestored?.(restored)
    },
    onError(error, todo) {
      dropTodo(queryClient, todo.id)
      toast({
        kind: 'error',
        text: `Couldn’t restore “${todo.title}”. ${describeError(error).message}`,
        action: { label: 'Try again', run: () => mutate(todo) },
      })
    },
    onSettled: () => invalidateTodos(queryClient),
  })
  return mutate
}
