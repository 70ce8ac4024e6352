import FullCalendar, { type CalendarRef, type EventDisplayInfo } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import '@fullcalendar/react/skeleton.css'
import theme from '@fullcalendar/react/themes/classic'
import '@fullcalendar/react/themes/classic/theme.css'
import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { toLocalDay } from '../local-time.ts'
import { atInstant, onDate, type TodoDeadline } from '../todos/todo-deadline.ts'
import { firstDayOf, type Month } from './month.ts'
import './agenda.css'
import './palette.css'
import { eventStateOf, lastOverdueAt, shownDuration, todoOf, toEvents } from './todo-events.ts'
import { TodoEvent } from './TodoEvent.tsx'
import './TodoCalendar.css'
import { useRestoreFocus } from './use-restore-focus.ts'
import type { CalendarView } from './use-calendar-place.ts'

type Props = {
  month: Month
  view: CalendarView
  /** 0 is Sunday. */
  firstDayOfWeek: number
  todos: Todo[]
  now: number
  today: PlainDate
  onOpen: (todo: Todo) => void
  onAdd: (day: PlainDate) => void
  onMove: (todo: Todo, deadline: TodoDeadline) => void
  /** Shown by an empty agenda. */
  children: ReactNode
}

const plugins = [theme, dayGrid, list, interaction]
const views = { month: 'dayGridMonth', agenda: 'listMonth' } satisfies Record<CalendarView, string>

const renderEvent = ({ event }: EventDisplayInfo) => (
  <TodoEvent state={eventStateOf(event)} time={event.allDay ? null : event.start} title={event.title} />
)

/** Clicks on a day's number, or on its heading in the agenda, add a todo. */
const fixRole = ({ el }: { el: HTMLElement }) =>
  el.querySelector('[role=link]')?.setAttribute('role', 'button')

/** A dragged date stays a date, and a time keeps its time of day. */
const newDeadlineOf = ({ allDay, start, startStr }: EventDisplayInfo['event']): TodoDeadline =>
  allDay || start === null ? onDate(startStr.slice(0, 10)) : atInstant(start.toISOString())

export function TodoCalendar({
  month,
  view,
  firstDayOfWeek,
  todos,
  now,
  today,
  onOpen,
  onAdd,
  onMove,
  children,
}: Props) {
  const calendar = useRef<CalendarRef>(null)
  const overdueUntil = lastOverdueAt(todos, now)
  const events = useMemo(() => toEvents(todos, overdueUntil), [todos, overdueUntil])
  useLayoutEffect(() => calendar.current?.getApi().changeView(views[view], firstDayOf(month)), [month, view])

  return (
    <div className={`due-days ${view}`} {...useRestoreFocus()}>
      <FullCalendar
        ref={calendar}
        plugins={plugins}
        initialView={views[view]}
        initialDate={firstDayOf(month)}
        headerToolbar={false}
        borderless
        height={view === 'month' ? '100%' : 'auto'}
        locale={navigator.language}
        firstDay={firstDayOfWeek}
        now={today}
        events={events}
        defaultTimedEventDuration={shownDuration}
        eventDisplay="block"
        dayCellTopInnerClass="due-day"
        eventInnerClass="due-event-inner"
        rowEventClass="due-row"
        rowMoreLinkClass="due-more"
        popoverClass="due-popover"
        dayHeaderClass={({ inPopover }) => inPopover && 'due-popover-header'}
        popoverCloseClass="due-popover-close"
        listDayFormat={{ weekday: 'long', day: 'numeric', month: 'long' }}
        listDayHeaderClass="agenda-day"
        // The second part repeats the weekday, which `listDayAltFormat={false}` does not remove in 7.1.
        listDayHeaderInnerClass={({ level }) => (level === 0 ? 'agenda-date' : 'agenda-hidden')}
        listItemEventClass="agenda-item"
        listItemEventBeforeClass="agenda-hidden"
        eventClass={({ event }) => `due-event ${eventStateOf(event)}`}
        eventContent={renderEvent}
        eventDidMount={({ el, event }) => {
          el.dataset['todo'] = event.id
        }}
        eventClick={({ event }) => onOpen(todoOf(event))}
        eventStartEditable
        eventDurationEditable={false}
        eventDrop={({ event }) => onMove(todoOf(event), newDeadlineOf(event))}
        eventLongPressDelay={400}
        dayMaxEvents
        noEventsClass="agenda-empty"
        moreLinkHint={count => `Show ${count} more`}
        moreLinkText="more"
        dateClick={({ date }) => onAdd(toLocalDay(date))}
        navLinks
        dayCellDidMount={fixRole}
        listDayHeaderDidMount={fixRole}
        navLinkHint="Add a todo on $0"
        navLinkDayClick={date => onAdd(toLocalDay(date))}
        eventsHint="Todos"
        noEventsContent={<>{children}</>}
      />
    </div>
  )
}
