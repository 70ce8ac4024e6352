import { z } from 'zod'
import { priorities } from './priority.ts'

/** Accepts capitals too. */
export const priority = z
  .string('must be a string')
  .toLowerCase()
  .pipe(z.enum(priorities, `must be one of ${priorities.join(', ')}`))
