import { useState } from 'react'
import { describeError } from '../describe-error.ts'
import { useTodosShortcut } from '../field-shortcuts.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { useShortcut } from '../shortcuts.ts'
import { TodoDialog, type TodoSubject } from '../todos/TodoDialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useNow } from '../use-now.ts'
import { CalendarToolbar } from './CalendarToolbar.tsx'
import './CalendarView.css'
import { firstDayOf, monthOf } from './month.ts'
import { MonthNotice } from './MonthNotice.tsx'
import { MoreTodos } from './MoreTodos.tsx'
import { TodoCalendar } from './TodoCalendar.tsx'
import { useCalendarPlace } from './use-calendar-place.ts'
import { useMonthTodos } from './use-month-todos.ts'
import { useMoveTodo } from './use-move-todo.ts'

const monthTitle = new Intl.DateTimeFormat(undefined, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The todos by deadline, times in the browser's time zone. */
export function CalendarView() {
  const now = useNow()
  const today = useToday()
  const thisMonth = monthOf(today)
  const [place, go] = useCalendarPlace(thisMonth)
  const firstDayOfWeek = useFirstDayOfWeek()
  const { todos, range, query, prefetch } = useMonthTodos(place.month, firstDayOfWeek)
  const [subject, setSubject] = useState<TodoSubject>()
  const move = useMoveTodo()
  const add = (day: PlainDate) => setSubject({ day })
  const firstDay = firstDayOf(place.month)
  const addInMonth = () => add(place.month === thisMonth ? today : firstDay)
  useShortcut('n', addInMonth)
  useTodosShortcut('/')
  const title = monthTitle.format(new Date(firstDay))

  return (
    <div className="stack">
      <h1 className="visually-hidden">Calendar</h1>
      <CalendarToolbar
        place={place}
        title={title}
        go={go}
        onNear={prefetch}
        today={thisMonth}
        onAdd={addInMonth}
      />
      {query.error && (
        <div className="row problem" role="alert">
          Couldn’t load the todos: {describeError(query.error).message}
          <button className="button small" type="button" onClick={() => void query.refetch()}>
            Try again
          </button>
        </div>
      )}
      <div className="calendar-days">
        <TodoCalendar
          {...place}
          firstDayOfWeek={firstDayOfWeek}
          todos={todos}
          now={now}
          today={today}
          onOpen={todo => setSubject({ todo })}
          onAdd={add}
          onMove={(todo, deadline) => void move(todo, deadline)}
        >
          {query.isPending && <Loading />}
          {query.isSuccess && (
            <EmptyState title={`Nothing due in ${title}`}>
              <button className="button" type="button" onClick={addInMonth}>
                Add a todo
              </button>
            </EmptyState>
          )}
        </TodoCalendar>
        {place.view === 'month' && todos.length === 0 && !query.error && (
          <MonthNotice isLoading={query.isPending} title={title} />
        )}
      </div>
      {query.hasNextPage && (
        <MoreTodos
          shown={todos.length}
          range={range}
          isBusy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
      <TodoDialog subject={subject} onClose={() => setSubject(undefined)} />
    </div>
  )
}
