import { createHash } from 'node:crypto'
import type { CalendarOptions } from '../schema/calendar-options.ts'

/** The part of an artifact's identity that resolved options are, in whatever order they come. */
export const hashOptions = (options: CalendarOptions): string =>
  createHash('sha256')
    .update(JSON.stringify(options, Object.keys(options).toSorted()))
    .digest('hex')
