import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { daysBetween } from '../day.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/calendar.ts'
import { t as time } from '../messages/time.ts'
import { formatExactDay, formatLongDay } from '../time.ts'
import { Loading } from '../ui/Loading.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import './Agenda.css'
import { DayHead } from './DayHead.tsx'
import { DueRows } from './DueRows.tsx'
import { MoreRows } from './MoreRows.tsx'
import { OverdueTodos } from './OverdueTodos.tsx'
import { type TodoOnDay, useDueTodos } from './use-due-todos.ts'

type Props = {
  today: PlainDate
  filter: string
  onAdd: (day: PlainDate) => void
  onEdit: (todo: Todo) => void
}

/** What is due from today on, without an end. */
export function Agenda({ today, filter, onAdd, onEdit }: Props) {
  const { todos, query } = useDueTodos({ from: today, filter })
  return (
    <div className="agenda">
      {query.error && (
        <RetryNotice onRetry={query.refetch}>{t.notLoaded(describeError(query.error).message)}</RetryNotice>
      )}
      <OverdueTodos today={today} filter={filter} onEdit={onEdit} />
      {byDay(todos, today).map(([day, ofDay]) => (
        <section key={day} className="agenda-day" data-date={day}>
          <DayHead day={day} title={formatAgendaDay(day, today)} isToday={day === today} onAdd={onAdd} />
          {ofDay.length === 0 && query.isSuccess && <p className="muted">{t.nothingToday}</p>}
          <DueRows todos={ofDay} today={today} onEdit={onEdit} />
        </section>
      ))}
      {query.isPending && !query.error && <Loading />}
      {query.isSuccess && todos.length === 0 && <p className="muted">{t.nothingLater}</p>}
      <MoreRows pages={query} />
    </div>
  )
}

/** The days with todos, and today. */
function byDay(todos: readonly TodoOnDay[], today: PlainDate): [PlainDate, TodoOnDay[]][] {
  const days = new Map<PlainDate, TodoOnDay[]>([[today, []]])
  for (const todo of todos) {
    const others = days.get(todo.day)
    if (others) others.push(todo)
    else days.set(todo.day, [todo])
  }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1))
}

/** `Today · Friday 27 November`, with the year when it is another one. */
function formatAgendaDay(day: PlainDate, today: PlainDate): string {
  const isSameYear = day.slice(0, 4) === today.slice(0, 4)
  const date = isSameYear ? formatLongDay(day) : formatExactDay(day)
  const near = [time.today, time.tomorrow][daysBetween(today, day)]
  return near === undefined ? date : `${near} · ${date}`
}
