import { z } from 'zod'
import { completedTodos, component, overdueTodos, shape, timeForm, uidForm } from '../calendar-options.ts'

const instant = z.string()

/** What a calendar was asked to be like, in the words in which it can be asked for again, with all defaults filled in. */
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
