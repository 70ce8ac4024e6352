import type { inferRouterOutputs } from '@trpc/server'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { client } from '../api.ts'
import { notifyOtherTabs } from '../broadcast.ts'
import { todosKey } from '../todos/cached-todos.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'

export type TrashedTodo = inferRouterOutputs<AppRouter>['trashedTodos']['items'][number]

/** The deleted todos, the last deleted first. */
export const trashedTodos = infiniteQueryOptions({
  queryKey: [...todosKey, 'trash'],
  queryFn: ({ pageParam: after, signal }) => client.trashedTodos.query({ after }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
})

/** Removes a todo from the trash that is shown, before the server has answered. */
export function useDropTrashed(): (todo: TrashedTodo) => void {
  const queryClient = useQueryClient()
  return ({ id }) =>
    void queryClient.setQueryData(
      trashedTodos.queryKey,
      data =>
        data && {
          ...data,
          pages: data.pages.map(page => ({ ...page, items: page.items.filter(item => item.id !== id) })),
        },
    )
}

export function useEmptyTrash() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: todosKey,
    mutationFn: () => client.emptyTrash.mutate(),
    onSuccess() {
      queryClient.setQueryData(
        trashedTodos.queryKey,
        data => data && { pageParams: [undefined], pages: [{ items: [], nextCursor: null }] },
      )
      // No todo changes, so nothing about it is in the stream of todo changes.
      notifyOtherTabs(trashedTodos.queryKey)
    },
    onSettled: () => invalidateTodos(queryClient),
  })
}
