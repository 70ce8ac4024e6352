import { useQuery } from '@tanstack/react-query'
import type { DeadlineRange } from '../todos/cached-todos.ts'
import { todosDueCount, maxTodoPageSize } from './calendar-queries.ts'

type Props = { shown: number; range: DeadlineRange; isBusy: boolean; onMore: () => void }

/** Says that the calendar does not show all todos, and loads more. */
export function MoreTodos({ shown, range, isBusy, onMore }: Props) {
  const { data: total } = useQuery(todosDueCount(range))
  const left = total === undefined ? maxTodoPageSize : Math.min(total - shown, maxTodoPageSize)
  return (
    <div className="row more-todos">
      <output>
        Showing {shown.toLocaleString()}
        {total !== undefined && ` of ${total.toLocaleString()}`} todos in these weeks, earliest first.
      </output>
      <button className="button small" type="button" disabled={isBusy} onClick={onMore}>
        Show {left.toLocaleString()} more
      </button>
    </div>
  )
}
