import { z } from 'zod'
import { completedTodos, component, overdueTodos, shape, timeForm, uidForm } from '../calendar-options.ts'
import { priorities } from '../priority.ts'

const instant = z.string()
const texts = z.array(z.string()).optional()

/** The options of a calendar, with all defaults filled in; clients can send them back. */
export const calendarOptionsWire = z.object({
  component,
  shape,
  timeZone: z.string(),
  durationMinutes: z.int(),
  alarms: z.array(z.int()),
  completed: completedTodos,
  from: instant.optional(),
  to: instant.optional(),
  overdue: overdueTodos,
  name: z.string().optional(),
  color: z.string().optional(),
  description: z.string().optional(),
  timeForm,
  uid: uidForm,
  /** Ids of lists. */
  list: texts,
  withoutList: texts,
  tag: texts,
  withoutTag: texts,
  priority: z.array(z.enum(priorities)).optional(),
  hasDeadline: z.boolean().optional(),
  search: z.string().optional(),
})

export type CalendarOptionsWire = z.output<typeof calendarOptionsWire>
