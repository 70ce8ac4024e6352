import { z } from 'zod'
import { parseInstant } from './instant.ts'
import { countCodePoints, isPlainText } from './text.ts'

const nameMaxCodePoints = 255

/**
 * What a calendar job can be asked for; the same schema at every door. `from` is inclusive, `to` exclusive, both
 * compared with a todo's deadline.
 */
export const calendarOptions = z
  .strictObject({
    completed: z.enum(['include', 'exclude', 'only'], 'must be include, exclude or only').default('include'),
    from: z.string('must be a string').transform(parseInstant).optional(),
    to: z.string('must be a string').transform(parseInstant).optional(),
    name: z
      .string('must be a string')
      .refine(isPlainText, 'must not contain NUL or lone surrogates')
      .refine(
        value => countCodePoints(value) <= nameMaxCodePoints,
        `must be at most ${nameMaxCodePoints} characters`,
      )
      .optional(),
    timeForm: z.enum(['utc', 'floating'], 'must be utc or floating').default('utc'),
    uid: z.enum(['global', 'id'], 'must be global or id').default('global'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['from'],
    message: 'must be before to',
  })
  .transform(options => ({ ...options, completedMark: true }))

/** `completedMark` puts `✔ ` before the title of a completed todo; only the original's file goes without. */
export type CalendarOptions = z.output<typeof calendarOptions>

/** The file of the course's original: what `POST /api/v1/todos/ical` without options gives. */
export const originalCalendarOptions: CalendarOptions = {
  completed: 'include',
  timeForm: 'floating',
  uid: 'id',
  completedMark: false,
}
