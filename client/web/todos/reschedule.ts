import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { addDays } from '../day.ts'
import { readLocalTime, toLocalTime } from '../local-time.ts'
import { t } from '../messages/todos.ts'
import { atInstant, noDeadline, onDate, type TodoDeadline } from './todo-deadline.ts'
import { startOfNextWeek, startOfWeekend } from './upcoming.ts'

/** Undefined removes the deadline. */
type Choice = { key: string; name: string; date: PlainDate | undefined }

/** The days to which a todo is moved most, each with its key. */
export const toChoices = (today: PlainDate, firstDayOfWeek: number): Choice[] => [
  { key: 't', name: t.days.today, date: today },
  { key: 'm', name: t.days.tomorrow, date: addDays(today, 1) },
  { key: 'w', name: t.days.weekend, date: startOfWeekend(today) },
  { key: 'n', name: t.days.nextWeek, date: startOfNextWeek(today, firstDayOfWeek) },
  { key: '0', name: t.days.none, date: undefined },
]

/** The deadline on another day; a time of day stays. */
export function moveDeadline(
  { deadlineAt }: Pick<Todo, 'deadlineAt'>,
  date: PlainDate | undefined,
): TodoDeadline {
  if (date === undefined) return noDeadline
  if (deadlineAt === null) return onDate(date)
  const [, time = ''] = toLocalTime(new Date(deadlineAt)).split('T')
  return atInstant(readLocalTime(`${date}T${time}`).date.toISOString())
}
