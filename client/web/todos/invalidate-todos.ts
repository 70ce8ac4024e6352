import type { Query, QueryClient } from '@tanstack/react-query'
import { type TodoPages, todosKey } from './cached-todos.ts'

/** Cancels fetches that began before an optimistic change. Lists that show nothing yet continue. */
export const cancelTodoQueries = async (queryClient: QueryClient): Promise<void> =>
  queryClient.cancelQueries({ queryKey: todosKey, predicate: ({ state }) => state.data !== undefined })

/** Reading more pages again takes long. */
export const maxPages = 2

/** Long lists are already updated in the cache and are refetched when they are shown again. */
export const isShort = ({ state }: Query) =>
  ((state.data as TodoPages | undefined)?.pages ?? []).length <= maxPages

/**
 * Refetches what a change may affect, after the last of several changes has finished. Other tabs learn of it from the stream of
 * todo changes.
 */
export function invalidateTodos(queryClient: QueryClient): void {
  if (queryClient.isMutating({ mutationKey: todosKey }) > 1) return
  void queryClient.invalidateQueries({ queryKey: todosKey, refetchType: 'none' })
  void queryClient.refetchQueries({ queryKey: todosKey, type: 'active', predicate: isShort })
}
