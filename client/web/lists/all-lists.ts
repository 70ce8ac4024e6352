import type { inferRouterOutputs } from '@trpc/server'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { client } from '../api.ts'

export type List = inferRouterOutputs<AppRouter>['lists'][number]

export const allLists = queryOptions({
  queryKey: ['lists'],
  queryFn: ({ signal }) => client.lists.query(undefined, { signal }),
})

const none: List[] = []

/** All lists in their order; empty until they are loaded. */
export const useLists = (): List[] => useQuery(allLists).data ?? none
