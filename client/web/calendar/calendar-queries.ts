import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'
import { type DeadlineRange, rangesKey, todosKey } from '../todos/cached-todos.ts'

/** More are loaded on request. */
export const maxTodoPageSize = 1_000

/** Sorted by deadline. */
export const todosDue = (range: DeadlineRange) =>
  infiniteQueryOptions({
    queryKey: [...rangesKey, range],
    queryFn: ({ pageParam: after, signal }) =>
      client.todos.query({ ...range, sort: 'deadline', first: maxTodoPageSize, after }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export const todosDueCount = (range: DeadlineRange) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', range],
    queryFn: async ({ signal }) => (await client.todoCounts.query(range, { signal })).total,
  })
