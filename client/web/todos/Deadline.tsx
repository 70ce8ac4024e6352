import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { daysBetween } from '../day.ts'
import { toLocalDay } from '../local-time.ts'
import {
  formatDays,
  formatDistance,
  formatExact,
  formatExactDay,
  formatTime,
  formatWhen,
  formatWhenDay,
} from '../time.ts'
import { t } from '../messages/time.ts'
import './Deadline.css'
import { isOverdue } from './todo-deadline.ts'

type Props = {
  todo: Todo
  now: number
  today: PlainDate
  /** Whether the day is said above: only the time of day is shown. */
  isDayKnown: boolean
}

/** A time in the page's time zone or a day, with the distance while the todo is open. */
export function Deadline({ todo, now, today, isDayKnown }: Props) {
  const { deadlineAt, deadlineOn, completed } = todo
  const dateTime = deadlineOn ?? deadlineAt
  if (dateTime === null || (isDayKnown && deadlineOn !== null)) return null
  const isLate = isOverdue(todo, now)
  const { exact, when, distance } =
    deadlineOn === null ? ofTime(dateTime, now, isLate, isDayKnown) : ofDay(deadlineOn, today, isLate)
  return (
    <time className={isLate ? 'deadline overdue' : 'deadline'} dateTime={dateTime} title={exact}>
      {when}
      {!completed && distance !== undefined && <span className="deadline-distance">{distance}</span>}
    </time>
  )
}

function ofTime(instant: string, now: number, isLate: boolean, isDayKnown: boolean) {
  const at = new Date(instant)
  const distance = formatDistance(at, new Date(now))
  // “Tomorrow” says enough.
  const isFar = isDayKnown && toLocalDay(at) !== toLocalDay(new Date(now))
  return {
    exact: formatExact(at),
    when: isDayKnown ? formatTime(at) : formatWhen(at, new Date(now)),
    distance: isLate ? t.overdueBy(distance) : isFar ? undefined : t.within(distance),
  }
}

function ofDay(date: PlainDate, today: PlainDate, isLate: boolean) {
  return {
    exact: formatExactDay(date),
    when: formatWhenDay(date, today),
    distance: isLate ? describeLateness(date, today) : describeWait(date, today),
  }
}

/** A day that has ended in the time zone of the settings can be today in the page's. */
const describeLateness = (date: PlainDate, today: PlainDate) =>
  date < today ? t.overdueBy(formatDays(date, today)) : t.overdue

/** Not for days with a name. */
const describeWait = (date: PlainDate, today: PlainDate) =>
  daysBetween(today, date) > 1 ? t.within(formatDays(today, date)) : undefined
