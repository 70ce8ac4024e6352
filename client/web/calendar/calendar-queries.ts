import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'
import { daysKey, type TodoDaysQuery } from '../todos/cached-days.ts'
import { type DeadlineRange, rangesKey, todosKey } from '../todos/cached-todos.ts'
import { pageSize } from '../todos/todos-queries.ts'

/** The days with todos, and the first todos of each. */
export const todoDays = (query: TodoDaysQuery) =>
  queryOptions({
    queryKey: [...daysKey, query],
    queryFn: ({ signal }) => client.todoDays.query(query, { signal }),
  })

/** Sorted by deadline. */
export const todosDue = (range: DeadlineRange) =>
  infiniteQueryOptions({
    queryKey: [...rangesKey, range],
    queryFn: ({ pageParam: after, signal }) =>
      client.todos.query({ ...range, sort: 'deadline', first: pageSize(after), after }, { signal }),
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
