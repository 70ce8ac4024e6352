import {
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
  type QueryClientConfig,
} from '@tanstack/react-query'
import { whenShown } from './when-shown.ts'

/**
 * Reads a query again if it is invalidated during a read that goes on. The cause may have happened after the server read the
 * data, but TanStack Query joins a read if the query has no data yet, if nothing is to be read at once, or with `cancelRefetch:
 * false`, and then takes its data for valid.
 */
export class PageQueryClient extends QueryClient {
  readonly #outdated = new Set<Query>()

  constructor(config: QueryClientConfig) {
    super(config)
    this.getQueryCache().subscribe(event => {
      if (event.type === 'removed') this.#outdated.delete(event.query)
      if (event.type !== 'updated') return
      const { query, action } = event
      // What is read from now on is newer.
      if (action.type === 'fetch') this.#outdated.delete(query)
      if (action.type !== 'success' || action.manual || !this.#outdated.delete(query)) return
      void this.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: whenShown() })
    })
  }

  override invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options?: Parameters<QueryClient['invalidateQueries']>[1],
  ): Promise<void> {
    const joins = filters.refetchType === 'none' || options?.cancelRefetch === false
    for (const query of this.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' }))
      if (joins || query.state.data === undefined) this.#outdated.add(query)
    return super.invalidateQueries(filters, options)
  }
}
