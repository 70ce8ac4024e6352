import type { Priority } from '../../../schema/priority.ts'
import { t } from '../messages/todos.ts'
import './PriorityMark.css'

const marks = { low: '!', medium: '!!', high: '!!!' }

/** More marks mean a higher priority: the colour says nothing that they do not. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === 'none') return null
  const words = t.priorityOf(t.priorities[priority])
  return (
    <span className={`priority-mark ${priority}`} title={words}>
      <span aria-hidden="true">{marks[priority]}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
