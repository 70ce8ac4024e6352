import type { Query, QueryClient } from '@tanstack/react-query'
import { whenShown } from './when-shown.ts'

/**
 * Reads a query again that was invalidated during its first read. What invalidated it may have happened after the server
 * had read it, but TanStack Query restarts only reads of queries that already have data.
 */
export function rereadInvalidated(queryClient: QueryClient): void {
  const invalidated = new Set<Query>()
  queryClient.getQueryCache().subscribe(event => {
    if (event.type === 'removed') invalidated.delete(event.query)
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'invalidate' && query.state.fetchStatus === 'fetching') {
      if (query.state.data === undefined) invalidated.add(query)
    } else if (action.type === 'success' && !action.manual && invalidated.delete(query)) {
      const { queryKey } = query
      void queryClient.invalidateQueries({ queryKey, exact: true, refetchType: whenShown() })
    }
  })
}
