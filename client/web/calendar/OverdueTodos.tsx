import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { t } from '../messages/calendar.ts'
import { countDue } from './calendar-queries.ts'
import { DueRows } from './DueRows.tsx'
import { MoreRows } from './MoreRows.tsx'
import { useDeadlineRange, useDueTodos } from './use-due-todos.ts'
import { formatCount } from '../locale.ts'

type Props = { today: PlainDate; filter: string; onEdit: (todo: Todo) => void }

/** The open todos of earlier days: closed at first, because there can be thousands. */
export function OverdueTodos({ today, filter, onEdit }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const days = { to: today, completed: false, filter }
  const { data: count = 0 } = useQuery(countDue(useDeadlineRange(days)))
  const { todos, query } = useDueTodos(days, isOpen)
  if (count === 0) return null
  return (
    <details className="agenda-overdue" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {t.overdue} <span className="agenda-count">{formatCount(count)}</span>
      </summary>
      <DueRows todos={todos} today={today} showsDay onEdit={onEdit} />
      {isOpen && <MoreRows pages={query} />}
    </details>
  )
}
