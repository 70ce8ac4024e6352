import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { addDays } from '../day.ts'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { DueRows } from './DueRows.tsx'
import { MoreRows } from './MoreRows.tsx'
import { useDueTodos } from './use-due-todos.ts'

type Props = { day: PlainDate; today: PlainDate; filter: string; onEdit: (todo: Todo) => void }

/** All todos of a day. */
export function DayTodos({ day, today, filter, onEdit }: Props) {
  const { todos, query } = useDueTodos({ from: day, to: addDays(day, 1), filter })
  if (query.isPending && !query.error) return <Loading />
  if (query.error && todos.length === 0)
    return <LoadFailure title={common.todosNotLoaded} error={query.error} onRetry={query.refetch} />
  return (
    <>
      {todos.length === 0 && !query.hasNextPage && <p className="muted">{t.nothingOnDay}</p>}
      <DueRows todos={todos} today={today} onEdit={onEdit} />
      <MoreRows pages={query} />
    </>
  )
}
