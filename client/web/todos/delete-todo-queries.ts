import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewTodoInput, TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { client } from '../api.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/todos.ts'
import { sendUntilReached } from '../server-status.ts'
import { useToast } from '../ui/Toasts.tsx'
import { dropTodo, placeTodo, todosKey } from './cached-todos.ts'
import type { TodoEdit } from './change-todo-queries.ts'
import { cancelTodoQueries, invalidateTodos } from './invalidate-todos.ts'
import { serializeMutation } from './serialize-mutations.ts'
import { deadlineOf } from './todo-deadline.ts'

/** Moves a todo to the trash. It can be undone. */
export function useDeleteTodo(): (todo: Todo) => void {
  const queryClient = useQueryClient()
  const toast = useToast()
  const restore = useRestoreTodo()
  const { mutate } = useMutation({
    mutationKey: todosKey,
    mutationFn: ({ id }: Todo) =>
      serializeMutation(id, () => sendUntilReached(() => client.deleteTodo.mutate({ id }))),
    async onMutate(todo) {
      dropTodo(queryClient, todo.id)
      await cancelTodoQueries(queryClient)
    },
    onSuccess: (_deleted, todo) =>
      toast({
        text: t.deleted(todo.title),
        series: { name: 'deleted', describe: t.manyDeleted },
        action: { label: common.undo, isUndo: true, run: () => restore(todo) },
      }),
    onError(error, todo) {
      // It is deleted already, here or elsewhere.
      if (isNotFound(error)) return
      placeTodo(queryClient, todo)
      toast({
        kind: 'error',
        text: t.notDeleted(todo.title, describeError(error).message),
        action: { label: common.retry, run: () => mutate(todo) },
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
        text: t.notRestored(todo.title, describeError(error).message),
        action: { label: common.retry, run: () => mutate(todo) },
      })
    },
    onSettled: () => invalidateTodos(queryClient),
  })
  return mutate
}

/** Saves a change of a todo that was deleted: takes it back from the trash, or makes it again. */
export function useRestoreWithChange() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: todosKey,
    async mutationFn({ todo, change }: TodoEdit) {
      try {
        await client.restoreTodo.mutate({ id: todo.id })
        return await client.updateTodo.mutate({ id: todo.id, ...change })
      } catch (error) {
        if (!isNotFound(error)) throw error
        return client.createTodo.mutate(toNew(todo, change))
      }
    },
    onSuccess: restored => placeTodo(queryClient, restored),
    onSettled: () => invalidateTodos(queryClient),
  })
}

function toNew(todo: Todo, change: TodoChangeInput): NewTodoInput {
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
