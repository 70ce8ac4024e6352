import { partialMatchKey, type Query, type QueryClient } from '@tanstack/react-query'
import type { TodoUpdateWire as TodoUpdate } from '../../../schema/wire/todo-update.ts'
import { allLists } from '../lists/all-lists.ts'
import { showChanges } from '../outbox/show-changes.ts'
import { storedChanges } from '../outbox/stored-changes.ts'
import { settings } from '../settings/settings-queries.ts'
import {
  type DeadlineRange,
  dropTodo,
  listsKey,
  placeTodo,
  rangesKey,
  todosKey,
} from '../todos/cached-todos.ts'
import { whenShown } from '../when-shown.ts'

/** Placing more takes longer than reading the shown lists again. */
const maxPlaced = 50
/** Counts of several changes in a row are read once. */
const settleMs = 300
/** Until the page has rendered what was read. */
const renderMs = 50

/** Shows the server's updates once this page's own changes are answered: until then the page is ahead of them. */
export function createUpdates(queryClient: QueryClient): { add: (update: TodoUpdate) => void } {
  let waiting: TodoUpdate[] = []
  let refreshTimer: ReturnType<typeof setTimeout> | undefined
  const interrupted = new Set<Query>()

  function showWaiting(): void {
    if (waiting.length === 0 || queryClient.isMutating({ mutationKey: todosKey }) > 0) return
    const updates = waiting
    waiting = []
    const placed = updates.reduce((sum, { changed, deleted }) => sum + changed.length + deleted.length, 0)
    const lists = updates.findLast(update => update.lists !== null)?.lists
    if (lists) queryClient.setQueryData(allLists.queryKey, lists)
    if (placed > maxPlaced || updates.some(({ reset }) => reset)) return void readAgain()
    if (placed === 0) return
    // Their answers may be older than what is placed now.
    for (const query of queryClient.getQueryCache().findAll({ queryKey: todosKey, fetchStatus: 'fetching' }))
      interrupted.add(query)
    for (const { changed, deleted } of updates) {
      for (const todo of changed) placeTodo(queryClient, todo)
      for (const { id } of deleted) dropTodo(queryClient, id)
    }
    showChanges(queryClient, storedChanges())
    refreshTimer ??= setTimeout(refresh, settleMs)
  }

  /**
   * The lists first: the view of one that is gone must not ask for its todos. And the settings: another time zone changes when
   * dates end, which is a reset.
   */
  async function readAgain(): Promise<void> {
    await Promise.all([allLists, settings].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })))
    setTimeout(
      () => void queryClient.invalidateQueries({ queryKey: todosKey, refetchType: whenShown() }),
      renderMs,
    )
  }

  /** Reads what is not placed: counts, and lists that were being read. */
  function refresh(): void {
    refreshTimer = undefined
    const stale = (query: Query) => interrupted.has(query) || !isPlaced(query)
    void queryClient.invalidateQueries({
      queryKey: todosKey,
      predicate: stale,
      refetchType: whenShown(),
    })
    interrupted.clear()
  }

  queryClient.getMutationCache().subscribe(showWaiting)
  return {
    add(update) {
      waiting.push(update)
      showWaiting()
    },
  }
}

/** What matches the filter of a calendar is not known here. */
const isPlaced = ({ queryKey }: Query): boolean =>
  partialMatchKey(queryKey, listsKey) ||
  (partialMatchKey(queryKey, rangesKey) && (queryKey.at(-1) as DeadlineRange).filter === undefined)
