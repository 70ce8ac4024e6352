import type { PlainDate } from '../../../schema/plain-date.ts'
import { t } from '../messages/calendar.ts'
import { formatExactDay } from '../time.ts'
import './DayHead.css'

type Props = { day: PlainDate; title: string; isToday: boolean; onAdd: (day: PlainDate) => void }

/** The heading of a day's list, which adds to it. */
export const DayHead = ({ day, title, isToday, onAdd }: Props) => (
  <div className="day-head">
    <h3 aria-current={isToday ? 'date' : undefined}>{title}</h3>
    <button
      className="button quiet icon day-add"
      type="button"
      aria-label={t.addTodoOn(formatExactDay(day))}
      title={t.addTodo}
      onClick={() => onAdd(day)}
    >
      +
    </button>
  </div>
)
