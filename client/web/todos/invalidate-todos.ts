import type { Query, QueryClient } from '@tanstack/react-query'
import { tellOtherTabs } from '../broadcast.ts'
import { type TodoPages, todosKey } from './cached-todos.ts'

/** An answer that is under way knows nothing of the change that is about to be shown. What shows nothing yet goes on. */
export const cancelReads = async (queryClient: QueryClient): Promise<void> =>
  queryClient.cancelQueries({ queryKey: todosKey, predicate: ({ state }) => state.data !== undefined })

const maxPages = 2

/** A long list is as it should be already; it is read again when somebody comes back to it. */
const isShort = ({ state }: Query) => ((state.data as TodoPages | undefined)?.pages ?? []).length <= maxPages

/** Reads again what a change may have changed, once the last of several changes is over. */
export function settleTodos(queryClient: QueryClient): void {
  tellOtherTabs(todosKey)
  if (queryClient.isMutating({ mutationKey: todosKey }) > 1) return
  void queryClient.invalidateQueries({ queryKey: todosKey, refetchType: 'none' })
  void queryClient.refetchQueries({ queryKey: todosKey, type: 'active', predicate: isShort })
}
