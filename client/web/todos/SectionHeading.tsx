import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { t } from '../messages/todos.ts'
import { formatDay } from '../time.ts'
import type { Section } from './upcoming.ts'

type Props = { section: Section; today: PlainDate }

/** The name of a section, with the date of a single day. */
export function SectionHeading({ section, today }: Props) {
  const date = { today, tomorrow: addDays(today, 1) }[section as string]
  return (
    <h2 className={`todo-section ${section}`}>
      {t.sections[section]}
      {date !== undefined && <span className="todo-section-date">{formatDay(date, today)}</span>}
    </h2>
  )
}
