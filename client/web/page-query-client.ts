import {
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
  type QueryClientConfig,
} from '@tanstack/react-query'
import { whenShown } from './when-shown.ts'

/**
 * Reads a query once more that is invalidated during its first read. What invalidates it may have happened after the server
 * has read it, but TanStack Query restarts only reads of queries that already have data, and joins the others.
 */
export class PageQueryClient extends QueryClient {
  readonly #outdated = new Set<Query>()

  constructor(config: QueryClientConfig) {
    super(config)
    this.getQueryCache().subscribe(event => {
      if (event.type === 'removed') this.#outdated.delete(event.query)
      if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
      if (!this.#outdated.delete(event.query)) return
      const { queryKey } = event.query
      void this.invalidateQueries({ queryKey, exact: true, refetchType: whenShown() })
    })
  }

  override invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options?: Parameters<QueryClient['invalidateQueries']>[1],
  ): Promise<void> {
    for (const query of this.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' }))
      if (query.state.data === undefined) this.#outdated.add(query)
    return super.invalidateQueries(filters, options)
  }
}
