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
  revision: number
  createdAt: Date
  revisedAt: Date
}
