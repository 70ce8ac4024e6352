import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'
import { daysKey, type TodoDaysQuery } from '../todos/cached-days.ts'
import { type DeadlineRange, rangesKey, todosKey } from '../todos/cached-todos.ts'

/** The days with todos, and the first todos of each. */
export const todoDays = (query: TodoDaysQuery) =>
  queryOptions({
    queryKey: [...daysKey, query],
    queryFn: ({ signal }) => client.todoDays.query(query, { signal }),
  })

/** A small first page loads quickly; larger ones keep the requests of a refetch few. */
const firstPage = 100
const laterPages = 1_000

/** Sorted by deadline. */
export const todosDue = (range: DeadlineRange) =>
  infiniteQueryOptions({
    queryKey: [...rangesKey, range],
    queryFn({ pageParam: after, signal }) {
      const first = after === undefined ? firstPage : laterPages
      return client.todos.query({ ...range, sort: 'deadline', first, after }, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  })

/** Open todos without a deadline. */
export const countUndated = (filter: string) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', 'undated', filter],
    queryFn: async ({ signal }) =>
      (await client.todoCounts.query({ filter: `due:none ${filter}`.trim() }, { signal })).open,
  })

export const countDue = (range: DeadlineRange) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', range],
    queryFn: async ({ signal }) => (await client.todoCounts.query(range, { signal })).total,
  })
