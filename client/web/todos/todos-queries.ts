import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { TodoCounts } from '../../../schema/todo-filter.ts'
import { client } from '../api.ts'
import { listsKey, todosKey } from './cached-todos.ts'
import { pendingDeletions, isDeleted } from './pending-deletions.ts'
import { isShown, type TodoList, type TodoShow, toFilter } from './todo-list.ts'

/** A small first page loads quickly; larger ones keep the requests of a refetch few. */
const firstPage = 100
const laterPages = 1000

type Page = NonNullable<Parameters<typeof client.todos.query>[0]>

/** Removes todos with a pending deletion; every list is read through this. */
export async function readTodos(page: Page, signal: AbortSignal) {
  const { items, nextCursor } = await client.todos.query(page, { signal })
  return { items: items.filter(({ id }) => !isDeleted(id)), nextCursor }
}

export const todosIn = (list: TodoList) =>
  infiniteQueryOptions({
    queryKey: [...listsKey, list],
    queryFn: ({ pageParam: after, signal }) => {
      const { sort, order } = list
      const first = after === undefined ? firstPage : laterPages
      return readTodos({ ...toFilter(list, new Date()), sort, order, first, after }, signal)
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

type ShownCounts = Record<TodoShow, number>

/** The number of todos for each filter. */
export const todoCounts = ({ days, timeZone, search }: Pick<TodoList, 'days' | 'timeZone' | 'search'>) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', { days, timeZone, search }],
    async queryFn({ signal }): Promise<ShownCounts> {
      const now = new Date()
      const count = async (show: TodoShow): Promise<TodoCounts> =>
        client.todoCounts.query(toFilter({ show, days, timeZone, search }, now), { signal })
      const [all, next] = await Promise.all([count('all'), count('next')])
      const counts = {
        open: all.open,
        overdue: all.overdue,
        next: next.open,
        done: all.done,
        all: all.total,
      }
      for (const todo of pendingDeletions()) {
        for (const show of Object.keys(counts) as TodoShow[])
          if (isShown(todo, { show, days, timeZone, search }, now)) counts[show] -= 1
      }
      return counts
    },
    placeholderData: keepPreviousData,
  })
