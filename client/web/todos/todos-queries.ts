import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { TodoCounts } from '../../../schema/todo-filter.ts'
import { client } from '../api.ts'
import { listsKey, todosKey } from './cached-todos.ts'
import { type Shown, type TodoList, type TodoShow, toFilter } from './todo-list.ts'

/** A small first page loads quickly; larger ones keep the requests of a refetch few. */
export const pageSize = (after: string | undefined): number => (after === undefined ? 100 : 1000)

export const todosIn = (list: TodoList) =>
  infiniteQueryOptions({
    queryKey: [...listsKey, list],
    queryFn: ({ pageParam: after, signal }) => {
      const { sort, order } = list
      const filter = toFilter(list, new Date())
      return client.todos.query({ ...filter, sort, order, first: pageSize(after), after }, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** `nextDueAt`: when the next open todo becomes overdue, of the next years. */
type ShownCounts = Record<TodoShow, number> & { nextDueAt: string | undefined }

/** Any todo that can become overdue while a page is open. */
const farDays = 1_000

/** The number of todos for each filter. */
export const todoCounts = ({ days, timeZone, listId, filter }: Omit<Shown, 'show'>) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', { days, timeZone, listId, filter }],
    async queryFn({ signal }): Promise<ShownCounts> {
      const now = new Date()
      const count = async (show: TodoShow): Promise<TodoCounts> =>
        client.todoCounts.query(toFilter({ show, days, timeZone, listId, filter }, now), { signal })
      const upcoming = toFilter({ show: 'next', days: farDays, timeZone, listId, filter }, now)
      const [all, next, { items }] = await Promise.all([
        count('all'),
        count('next'),
        client.todos.query({ ...upcoming, sort: 'deadline', first: 1 }, { signal }),
      ])
      return {
        open: all.open,
        overdue: all.overdue,
        next: next.open,
        done: all.done,
        all: all.total,
        // A filter can choose todos of the past.
        nextDueAt: items.find(({ dueAt }) => Date.parse(dueAt ?? '') > now.getTime())?.dueAt ?? undefined,
      }
    },
    placeholderData: keepPreviousData,
  })

/** A todo with everything, also what lists of days leave out. */
export const oneTodo = (id: number) =>
  queryOptions({
    queryKey: [...todosKey, 'one', id],
    queryFn: ({ signal }) => client.todo.query({ id }, { signal }),
    // It is read to be changed.
    staleTime: 0,
    gcTime: 0,
  })
