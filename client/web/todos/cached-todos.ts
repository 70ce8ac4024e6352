import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { allLists } from '../lists/all-lists.ts'
import { dropFromDays, placeInDays } from './cached-days.ts'
import { compareTodos } from './compare-todos.ts'
import { isShown, type TodoList } from './todo-list.ts'

export const todosKey = ['todos']

/** Keys of lists end with their filter, a `TodoList`. */
export const listsKey = ['todos', 'list']
/** Keys of the calendar's lists end with a `DeadlineRange`. */
export const rangesKey = ['todos', 'due']

/** `from` inclusive, `to` exclusive; undefined means no bound. */
export type DeadlineRange = {
  from?: string | undefined
  to?: string | undefined
  completed?: boolean | undefined
  filter?: string | undefined
}

export type TodoPages = InfiniteData<{ items: Todo[]; nextCursor: string | null }, string | undefined>

/** Places a changed todo in every cached list and day that it belongs to, and removes it from the others. */
export function placeTodo(queryClient: QueryClient, todo: Todo): void {
  const now = new Date()
  const lists = queryClient.getQueryData(allLists.queryKey) ?? []
  changeLists(queryClient, listsKey, (pages, shown) => {
    const list = shown as TodoList
    const others = without(pages, todo.id)
    if (!isShown(todo, list, lists, now)) return others
    return list.sort === 'relevance' ? keepPlace(pages, todo) : insert(others, todo, list)
  })
  changeLists(queryClient, rangesKey, (pages, shown) => {
    const range = shown as DeadlineRange
    // Only the server knows what matches: a todo that is shown stays until the list is read again.
    if (range.filter && !isListed(pages, todo.id)) return pages
    const others = without(pages, todo.id)
    return isWithin(todo, range) ? insert(others, todo, byDeadline) : others
  })
  placeInDays(queryClient, todo)
}

/** The todos of all lists; one can be in several. */
export function* cachedTodos(queryClient: QueryClient): Generator<Todo> {
  for (const queryKey of [listsKey, rangesKey])
    for (const [, data] of queryClient.getQueriesData<TodoPages>({ queryKey }))
      for (const { items } of data?.pages ?? []) yield* items
}

/** A todo as a list has it. */
export function findTodo(queryClient: QueryClient, id: number): Todo | undefined {
  for (const todo of cachedTodos(queryClient)) if (todo.id === id) return todo
  return undefined
}

export function dropTodo(queryClient: QueryClient, id: number): void {
  for (const key of [listsKey, rangesKey]) changeLists(queryClient, key, pages => without(pages, id))
  dropFromDays(queryClient, id)
}

const byDeadline = { sort: 'deadline', order: 'asc' } as const

/** Keeps the age of the cached data, because nothing was fetched. */
function changeLists(
  queryClient: QueryClient,
  queryKey: QueryKey,
  change: (pages: TodoPages, shown: unknown) => TodoPages,
): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
    const { data, dataUpdatedAt: updatedAt } = query.state
    if (data === undefined) continue
    queryClient.setQueryData(query.queryKey, change(data as TodoPages, query.queryKey.at(-1)), { updatedAt })
  }
}

const isListed = ({ pages }: TodoPages, id: number): boolean =>
  pages.some(({ items }) => items.some(todo => todo.id === id))

const without = (data: TodoPages, id: number): TodoPages => ({
  ...data,
  pages: data.pages.map(page =>
    page.items.some(item => item.id === id)
      ? { ...page, items: page.items.filter(item => item.id !== id) }
      : page,
  ),
})

/** Only the server knows the order of a search: a changed todo stays where it is, and a new one comes first. */
function keepPlace(data: TodoPages, todo: Todo): TodoPages {
  const isPresent = isListed(data, todo.id)
  return {
    ...data,
    pages: data.pages.map((page, n) => ({
      ...page,
      items: isPresent
        ? page.items.map(item => (item.id === todo.id ? todo : item))
        : n === 0
          ? [todo, ...page.items]
          : page.items,
    })),
  }
}

/** Inserts into the page that it belongs to, if that one is loaded. */
function insert(data: TodoPages, todo: Todo, list: Pick<TodoList, 'sort' | 'order'>): TodoPages {
  const index = data.pages.findIndex(({ items, nextCursor }) => {
    const last = items.at(-1)
    return nextCursor === null || (last !== undefined && compareTodos(todo, last, list) < 0)
  })
  return {
    ...data,
    pages: data.pages.map((page, n) => {
      if (n !== index) return page
      const before = page.items.filter(item => compareTodos(item, todo, list) < 0)
      return { ...page, items: [...before, todo, ...page.items.slice(before.length)] }
    }),
  }
}

const isWithin = ({ dueAt, completed }: Todo, { from, to, completed: chosen }: DeadlineRange) =>
  dueAt !== null &&
  (chosen === undefined || completed === chosen) &&
  (from === undefined || Date.parse(dueAt) >= Date.parse(from)) &&
  (to === undefined || Date.parse(dueAt) < Date.parse(to))
