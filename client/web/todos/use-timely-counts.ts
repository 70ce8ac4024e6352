import { hashKey, partialMatchKey, type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { addDays, dayIn, startOfDay } from '../day.ts'
import { whenShown } from '../when-shown.ts'
import { listsKey } from './cached-todos.ts'
import { isShort } from './invalidate-todos.ts'
import { type TodoList } from './todo-list.ts'
import { todoCounts } from './todos-queries.ts'

/** The server's clock can be behind. Many pages do not ask in the same moment. */
const graceMs = () => 1_000 + Math.random() * 2_000

/** The counts of a list. They are read again, with what is shown, when its next todo becomes overdue and when a day begins. */
export function useTimelyCounts(list: TodoList) {
  const queryClient = useQueryClient()
  const { timeZone } = list
  const query = todoCounts(list)
  const { data: counts, dataUpdatedAt } = useQuery(query)
  const nextDueAt = counts?.nextDueAt
  const countsHash = hashKey(query.queryKey)

  useEffect(() => {
    if (dataUpdatedAt === 0) return undefined
    const tomorrow = startOfDay(addDays(dayIn(timeZone, new Date(dataUpdatedAt)), 1), timeZone).getTime()
    const nextMs = Math.min(tomorrow, nextDueAt === undefined ? Infinity : Date.parse(nextDueAt))
    const isOutdated = (other: Query) => other.queryHash === countsHash || changesWithTime(other)
    const timer = setTimeout(
      () => void queryClient.invalidateQueries({ predicate: isOutdated, refetchType: whenShown() }),
      Math.max(0, nextMs - Date.now()) + graceMs(),
    )
    return () => clearTimeout(timer)
  }, [queryClient, nextDueAt, dataUpdatedAt, timeZone, countsHash])
  return counts
}

/** A filter can name days too. */
function changesWithTime(query: Query): boolean {
  if (!partialMatchKey(query.queryKey, listsKey)) return false
  const { show, filter } = query.queryKey.at(-1) as TodoList
  return (show === 'overdue' || show === 'next' || filter !== '') && isShort(query)
}
