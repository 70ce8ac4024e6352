import type { Priority } from '../../../schema/priority.ts'
import './PriorityMark.css'

const marks = { low: '!', medium: '!!', high: '!!!' }

/** More marks mean a higher priority: the colour says nothing that they do not. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === 'none') return null
  return (
    <span className={`priority-mark ${priority}`} title={`Priority: ${priority}`}>
      <span aria-hidden="true">{marks[priority]}</span>
      <span className="visually-hidden">Priority: {priority}</span>
    </span>
  )
}
