import { useQuery, useQueryClient } from '@tanstack/react-query'
import { describeError } from '../describe-error.ts'
import { CalendarMaker } from '../jobs/CalendarMaker.tsx'
import { todosOfGrid } from './calendar-queries.ts'
import { CalendarToolbar } from './CalendarToolbar.tsx'
import './CalendarView.css'
import { firstDayOfWeek } from './first-day-of-week.ts'
import { gridOf, type Month, monthOf, startOfMonth } from './month.ts'
import { TodoCalendar } from './TodoCalendar.tsx'
import { useNow } from '../use-now.ts'
import { useCalendarPlace } from './use-calendar-place.ts'

const monthTitle = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' })
const queryOf = (month: Month) => todosOfGrid(gridOf(month, firstDayOfWeek()))

export function CalendarView() {
  const now = useNow()
  const today = monthOf(new Date(now))
  const [place, go] = useCalendarPlace(today)
  const queryClient = useQueryClient()
  const { data: todos = [], error } = useQuery(queryOf(place.month))
  const title = monthTitle.format(startOfMonth(place.month))

  return (
    <div className="calendar-view">
      <h1 className="visually-hidden">Calendar</h1>
      <div className="stack">
        <CalendarToolbar
          place={place}
          title={title}
          go={go}
          today={today}
          onNear={month => void queryClient.prefetchQuery(queryOf(month))}
        />
        {error && <p className="problem">{describeError(error).message}</p>}
        <div className={`todo-calendar ${place.view}`}>
          <TodoCalendar
            {...place}
            todos={todos}
            now={now}
            onOpen={() => {}}
            onAdd={() => {}}
            onMove={() => {}}
          />
        </div>
      </div>
      <CalendarMaker />
    </div>
  )
}
