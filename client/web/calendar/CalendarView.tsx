import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { describeError } from '../describe-error.ts'
import { CalendarMaker } from '../jobs/CalendarMaker.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useNow } from '../use-now.ts'
import { todosDue } from './calendar-queries.ts'
import { CalendarToolbar } from './CalendarToolbar.tsx'
import './CalendarView.css'
import { type Month, monthOf, startOfMonth } from './month.ts'
import { MoreTodos } from './MoreTodos.tsx'
import { rangeOfGrid } from './range-of-grid.ts'
import { TodoCalendar } from './TodoCalendar.tsx'
import { useCalendarPlace } from './use-calendar-place.ts'

const monthTitle = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' })

/** The todos by their deadlines, in the person's own time zone. */
export function CalendarView() {
  const now = useNow()
  const today = monthOf(new Date(now))
  const [place, go] = useCalendarPlace(today)
  const range = rangeOfGrid(place.month)
  const queryClient = useQueryClient()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      ...todosDue(range),
      select: ({ pages }) => pages.flatMap(({ items }) => items),
    })
  const title = monthTitle.format(startOfMonth(place.month))
  const prefetch = (month: Month) => void queryClient.prefetchInfiniteQuery(todosDue(rangeOfGrid(month)))

  return (
    <div className="calendar-view">
      <div className="stack">
        <h1 className="visually-hidden">Calendar</h1>
        <CalendarToolbar place={place} title={title} go={go} onNear={prefetch} today={today} />
        {error && (
          <div className="row problem" role="alert">
            The todos could not be loaded: {describeError(error).message}
            <button className="button small" type="button" onClick={() => void refetch()}>
              Try again
            </button>
          </div>
        )}
        <TodoCalendar
          {...place}
          todos={data ?? none}
          now={now}
          onOpen={() => {}}
          onAdd={() => {}}
          onMove={() => {}}
        >
          {isPending ? (
            <Loading what="the todos" />
          ) : (
            <EmptyState title={`Nothing is due in ${title}`}>
              <p>Todos with a deadline are shown here.</p>
            </EmptyState>
          )}
        </TodoCalendar>
        {hasNextPage && (
          <MoreTodos
            shown={data?.length ?? 0}
            range={range}
            isBusy={isFetchingNextPage}
            onMore={() => void fetchNextPage()}
          />
        )}
      </div>
      <CalendarMaker />
    </div>
  )
}

const none: never[] = []
