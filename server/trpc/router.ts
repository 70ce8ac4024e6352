import { calendarJobProcedures } from './calendar-job-procedures.ts'
import { feedProcedures } from './feed-procedures.ts'
import { router } from './procedure.ts'
import { subscriptions } from './subscriptions.ts'
import { todoProcedures } from './todo-procedures.ts'

export const appRouter = router({
  ...todoProcedures,
  ...calendarJobProcedures,
  ...feedProcedures,
  ...subscriptions,
})

/** All that a client needs to know of the server, as a type. */
export type AppRouter = typeof appRouter
