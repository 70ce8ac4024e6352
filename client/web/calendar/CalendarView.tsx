import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { t } from '../messages/calendar.ts'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { useShortcut } from '../shortcuts.ts'
import { TodoDialog, type TodoSubject } from '../todos/TodoDialog.tsx'
import { Agenda } from './Agenda.tsx'
import { weekOf } from './calendar-days.ts'
import { CalendarToolbar } from './CalendarToolbar.tsx'
import './CalendarView.css'
import { DaysView } from './DaysView.tsx'
import { useCalendarPlace } from './use-calendar-place.ts'
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

/** The todos by deadline, times in the browser's time zone. */
export function CalendarView() {
  const today = useToday()
  const [place, go] = useCalendarPlace(today)
  const { view, day } = place
  const firstDayOfWeek = useFirstDayOfWeek()
  const [subject, setSubject] = useState<TodoSubject>()
  const prefetch = usePrefetchDays(view === 'week' ? 'week' : 'month', firstDayOfWeek)
  const addOn = (newDay: PlainDate) => setSubject({ day: newDay })
  const add = () => addOn(view === 'agenda' ? today : day)
  useShortcut('n', add)
  useTodosShortcut('/')
  const titles = {
    month: () => monthTitle.format(Date.parse(day)),
    week: () => formatWeek(day, firstDayOfWeek),
    agenda: () => t.views.agenda,
  }
  const title = titles[view]()

  return (
    <div className="calendar-view">
      <h1 className="visually-hidden">{t.calendar}</h1>
      <CalendarToolbar place={place} title={title} go={go} onNear={prefetch} today={today} onAdd={add} />
      {view === 'agenda' ? (
        <Agenda today={today} onAdd={addOn} onEdit={todo => setSubject({ todo })} />
      ) : (
        <DaysView
          key={view}
          view={view}
          title={title}
          day={day}
          today={today}
          firstDayOfWeek={firstDayOfWeek}
          onChoose={chosen => go({ day: chosen })}
          onAdd={addOn}
          onEdit={todo => setSubject({ todo })}
        />
      )}
      <TodoDialog subject={subject} onClose={() => setSubject(undefined)} />
    </div>
  )
}
