import { accountProcedures } from './account-procedures.ts'
import { calendarJobProcedures } from './calendar-job-procedures.ts'
import { feedProcedures } from './feed-procedures.ts'
import { listProcedures } from './list-procedures.ts'
import { importProcedures } from './import-procedures.ts'
import { router } from './procedure.ts'
import { settingsProcedures } from './settings-procedures.ts'
import { subscriptions } from './subscriptions.ts'
import { todoProcedures } from './todo-procedures.ts'

/**
 * Takes the same arguments as GraphQL: `{ id, input: { … } }` changes something. The earlier form, with the fields of
 * the input beside `id`, works too.
 */
export const appRouter = router({
  ...accountProcedures,
  ...todoProcedures,
  ...listProcedures,
  ...calendarJobProcedures,
  ...feedProcedures,
  ...settingsProcedures,
  ...importProcedures,
  ...subscriptions,
})

/** The API as a type, which is all that a client needs of the server. */
export type AppRouter = typeof appRouter
