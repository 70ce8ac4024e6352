import { formatDistance, formatExact, formatWhen } from '../time.ts'
import './Deadline.css'

type Props = { deadlineAt: string; isOpen: boolean; now: number }

/** In the browser's time zone, with the distance while the todo is open. */
export function Deadline({ deadlineAt, isOpen, now }: Props) {
  const at = new Date(deadlineAt)
  const isOverdue = isOpen && at.getTime() < now
  const distance = formatDistance(at, new Date(now))
  return (
    <time
      className={isOverdue ? 'deadline overdue' : 'deadline'}
      dateTime={deadlineAt}
      title={formatExact(at)}
    >
      {formatWhen(at, new Date(now))}
      {isOpen && (
        <span className="deadline-distance">{isOverdue ? `overdue by ${distance}` : `in ${distance}`}</span>
      )}
    </time>
  )
}
