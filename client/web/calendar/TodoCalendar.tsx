import FullCalendar, { type CalendarRef, type EventDisplayInfo } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import '@fullcalendar/react/skeleton.css'
import theme from '@fullcalendar/react/themes/classic'
import '@fullcalendar/react/themes/classic/theme.css'
import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import type { Todo } from '../../create-client.ts'
import { firstDayOfWeek, type Month, startOfMonth } from './month.ts'
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
  todos: Todo[]
  now: number
  onOpen: (todo: Todo) => void
  onAdd: (day: Date) => void
  onMove: (todo: Todo, deadline: Date) => void
  /** Shown by an empty agenda. */
  children: ReactNode
}

const plugins = [theme, dayGrid, list, interaction]
const views = { month: 'dayGridMonth', agenda: 'listMonth' } satisfies Record<CalendarView, string>

const renderEvent = ({ event }: EventDisplayInfo) => (
  <TodoEvent state={eventStateOf(event)} deadline={event.start} title={event.title} />
)

/** Clicks on a day's number, or on its heading in the agenda, add a todo. */
const fixRole = ({ el }: { el: HTMLElement }) =>
  el.querySelector('[role=link]')?.setAttribute('role', 'button')

export function TodoCalendar({ month, view, todos, now, onOpen, onAdd, onMove, children }: Props) {
  const calendar = useRef<CalendarRef>(null)
  const overdueUntil = lastOverdueAt(todos, now)
  const events = useMemo(() => toEvents(todos, overdueUntil), [todos, overdueUntil])
  useLayoutEffect(
    () => calendar.current?.getApi().changeView(views[view], startOfMonth(month)),
    [month, view],
  )

  return (
    <div className={`due-days ${view}`} {...useRestoreFocus()}>
      <FullCalendar
        ref={calendar}
        plugins={plugins}
        initialView={views[view]}
        initialDate={startOfMonth(month)}
        headerToolbar={false}
        borderless
        height={view === 'month' ? '100%' : 'auto'}
        locale={navigator.language}
        firstDay={firstDayOfWeek()}
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
        eventDrop={({ event }) => event.start && onMove(todoOf(event), event.start)}
        eventLongPressDelay={400}
        dayMaxEvents
        noEventsClass="agenda-empty"
        moreLinkHint={count => `Show ${count} more`}
        moreLinkText="more"
        dateClick={({ date }) => onAdd(date)}
        navLinks
        dayCellDidMount={fixRole}
        listDayHeaderDidMount={fixRole}
        navLinkHint="Add a todo on $0"
        navLinkDayClick={onAdd}
        eventsHint="Todos"
        noEventsContent={<>{children}</>}
      />
    </div>
  )
}
