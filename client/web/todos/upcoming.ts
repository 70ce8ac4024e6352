import type { Todo } from '../../create-client.ts'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays, daysPerWeek, startOfDay, startOfWeek } from '../day.ts'
import { isOverdue } from './todo-deadline.ts'
import type { TodoList } from './todo-list.ts'

/** The parts of a list by deadline, in their order. */
export type Section = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later' | 'none'

/** Whether all todos of a section are due on one day, which its heading shows. */
export const isDay = (section: Section | undefined): boolean => section === 'today' || section === 'tomorrow'

type Clock = {
  now: number
  today: PlainDate
  timeZone: string
  /** 0 is Sunday. */
  firstDayOfWeek: number
}

/** Lists of open todos by deadline have sections. */
export const hasSections = ({ show, sort }: TodoList): boolean =>
  sort === 'deadline' && (show === 'open' || show === 'next')

/**
 * Which section a todo belongs to. A deadline without a time is due when its day ends, so that sections follow each other
 * as their todos do.
 */
export function createSectionOf(clock: Clock): (todo: Todo) => Section {
  const { now, today, timeZone } = clock
  const [tomorrow, afterTomorrow, nextWeek] = [
    addDays(today, 1),
    addDays(today, 2),
    startOfNextWeek(today, clock.firstDayOfWeek),
  ].map(day => startOfDay(day, timeZone).getTime()) as [number, number, number]
  return todo => {
    if (todo.dueAt === null) return 'none'
    if (isOverdue(todo, now)) return 'overdue'
    const due = Date.parse(todo.dueAt)
    if (due < tomorrow) return 'today'
    if (due < afterTomorrow) return 'tomorrow'
    return due < nextWeek ? 'week' : 'later'
  }
}

/** The first day of the week after a day's. @param firstDayOfWeek 0 is Sunday */
export const startOfNextWeek = (day: PlainDate, firstDayOfWeek: number): PlainDate =>
  addDays(startOfWeek(day, firstDayOfWeek), daysPerWeek)

/** The next Saturday after a day. */
export const startOfWeekend = (day: PlainDate): PlainDate => startOfNextWeek(day, saturday)

const saturday = 6
