import type { Priority } from '../../schema/priority.ts'

/** A todo as the calendar writer reads it; `revisedAt` becomes LAST-MODIFIED. */
export type CalendarTodo = {
  id: number
  uid: string
  title: string
  description: string | null
  completed: boolean
  completedAt: Date | null
  /** Null when the deadline is a date, or when there is none. */
  deadlineAt: Date | null
  /** A date, as its midnight in UTC. */
  deadlineOn: Date | null
  /** How the deadline repeats; null when it does not, and when it does so from a completion that is still to come. */
  repeat: { rule: string; zone: string } | null
  listId: number
  tags: string[]
  priority: Priority
  /** Content lines of other programs, unfolded. */
  properties: string[]
  revision: number
  createdAt: Date
  revisedAt: Date
}
