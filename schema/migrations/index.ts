import type { Migration } from 'kysely/migration'
import { up as todosAndCalendarJobs } from './0001-todos-and-calendar-jobs.ts'

/** By name, in the order in which they run. A migration that has been released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-todos-and-calendar-jobs': { up: todosAndCalendarJobs },
}
