import { createHash } from 'node:crypto'
import type { CalendarOptions } from '../schema/calendar-options.ts'

/** The part of an artifact's identity that the options are. PostgreSQL's jsonb has put their keys in one order. */
export const hashOptions = (options: CalendarOptions): string =>
  createHash('sha256').update(JSON.stringify(options)).digest('hex')
