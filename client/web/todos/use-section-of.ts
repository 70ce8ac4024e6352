import { useMemo } from 'react'
import type { Todo } from '../../create-client.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { useNow } from '../use-now.ts'
import type { TodoList } from './todo-list.ts'
import { createSectionOf, hasSections, type Section } from './upcoming.ts'

/** Which section of a list a todo belongs to, now; undefined for a list without sections. */
export function useSectionOf(list: TodoList): ((todo: Todo) => Section) | undefined {
  const now = useNow()
  const today = useToday()
  const firstDayOfWeek = useFirstDayOfWeek()
  const { timeZone } = list
  const isDivided = hasSections(list)
  return useMemo(
    () => (isDivided ? createSectionOf({ now, today, timeZone, firstDayOfWeek }) : undefined),
    [isDivided, now, today, timeZone, firstDayOfWeek],
  )
}
