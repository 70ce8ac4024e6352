import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

/** Of deadlines: `from` inclusive, `to` exclusive; where it is undefined there is no bound. */
export type DeadlineRange = { from: string | undefined; to: string | undefined }

/** More are shown when they are asked for. */
export const mostTodosAtOnce = 1_000

/** By deadline. */
export const todosDue = (range: DeadlineRange) =>
  infiniteQueryOptions({
    queryKey: ['todos', 'due', range],
    queryFn: ({ pageParam: after, signal }) =>
      client.todos.query({ ...range, sort: 'deadline', first: mostTodosAtOnce, after }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export const countOfTodosDue = (range: DeadlineRange) =>
  queryOptions({
    queryKey: ['todos', 'count', range],
    queryFn: async ({ signal }) => (await client.todoCounts.query(range, { signal })).total,
  })
