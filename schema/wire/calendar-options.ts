import { z } from 'zod'
import { completedTodos, component, overdueTodos, shape, timeForm, uidForm } from '../calendar-options.ts'

const instant = z.string()

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
})

export type CalendarOptionsWire = z.output<typeof calendarOptionsWire>
