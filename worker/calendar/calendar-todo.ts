/** A todo as the calendar writer reads it; `revisedAt` becomes LAST-MODIFIED. */
export type CalendarTodo = {
  id: number
  uid: string
  title: string
  description: string | null
  completed: boolean
  completedAt: Date | null
  deadlineAt: Date | null
  revision: number
  createdAt: Date
  revisedAt: Date
}
