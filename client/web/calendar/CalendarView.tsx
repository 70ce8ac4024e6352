import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { t } from '../messages/calendar.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { useShortcut } from '../shortcuts.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { TodoDialog, type TodoSubject } from '../todos/TodoDialog.tsx'
import { Agenda } from './Agenda.tsx'
import { weekOf } from './calendar-days.ts'
import { CalendarToolbar } from './CalendarToolbar.tsx'
import './CalendarView.css'
import { DaysView } from './DaysView.tsx'
import { UndatedTodos } from './UndatedTodos.tsx'
import { useCalendarPlace } from './use-calendar-place.ts'
import { useMoveTodo } from './use-move-todo.ts'
import { usePrefetchDays } from './use-todo-days.ts'
import { locale } from '../locale.ts'

const monthTitle = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const weekTitle = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function formatWeek(day: PlainDate, firstDayOfWeek: number): string {
  const { from, days } = weekOf(day, firstDayOfWeek)
  return weekTitle.formatRange(Date.parse(from), Date.parse(addDays(from, days - 1)))
}

const undatedKey = 'taskoverflow-calendar-undated'

/** The todos by deadline, times in the page's time zone. */
export function CalendarView() {
  const today = useToday()
  const [place, go] = useCalendarPlace(today)
  const { view, day, filter } = place
  const firstDayOfWeek = useFirstDayOfWeek()
  const [subject, setSubject] = useState<TodoSubject>()
  const [isUndatedOpen, setUndatedOpen] = useState(() => localStorage.getItem(undatedKey) === 'open')
  const [dragged, setDragged] = useState<DueTodo>()
  const moveTodo = useMoveTodo()
  const prefetch = usePrefetchDays({ view: view === 'week' ? 'week' : 'month', firstDayOfWeek, filter })
  const addOn = (newDay: PlainDate) => setSubject({ day: newDay })
  const add = () => addOn(view === 'agenda' ? today : day)
  useShortcut('n', add)
  const titles = {
    month: () => monthTitle.format(Date.parse(day)),
    week: () => formatWeek(day, firstDayOfWeek),
    agenda: () => t.views.agenda,
  }
  const title = titles[view]()

  function showUndated(isOpen: boolean) {
    localStorage.setItem(undatedKey, isOpen ? 'open' : 'closed')
    setUndatedOpen(isOpen)
  }

  function move(todo: DueTodo, target: PlainDate | undefined) {
    setDragged(undefined)
    void moveTodo(todo, target)
  }

  return (
    <div className="calendar-view">
      <h1 className="visually-hidden">{t.calendar}</h1>
      <CalendarToolbar
        place={place}
        title={title}
        go={go}
        onNear={prefetch}
        today={today}
        isUndatedOpen={isUndatedOpen}
        onUndated={showUndated}
        onAdd={add}
      />
      {isUndatedOpen && (
        <UndatedTodos
          filter={filter}
          dragged={dragged}
          onDrag={setDragged}
          onEdit={todo => setSubject({ todo })}
          onRemoveDeadline={todo => move(todo, undefined)}
        />
      )}
      {view === 'agenda' ? (
        <Agenda today={today} filter={filter} onAdd={addOn} onEdit={todo => setSubject({ todo })} />
      ) : (
        <DaysView
          key={view}
          view={view}
          title={title}
          day={day}
          today={today}
          firstDayOfWeek={firstDayOfWeek}
          filter={filter}
          dragged={dragged}
          onDrag={setDragged}
          onMove={move}
          onChoose={chosen => go({ day: chosen })}
          onAdd={addOn}
          onEdit={todo => setSubject({ todo })}
        />
      )}
      <TodoDialog subject={subject} onClose={() => setSubject(undefined)} />
    </div>
  )
}
