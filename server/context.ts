import type { JobCreator } from '../core/calendar-jobs/create-job.ts'
import type { Config } from '../core/process/config.ts'
import type { Db } from '../core/database/db.ts'
import type { FileRenewer } from '../core/feeds/renew-file.ts'
import type { JobUpdates } from '../core/live/job-updates.ts'
import type { Log } from '../core/process/log.ts'
import type { TodoLister } from '../core/todos/list-todos.ts'
import type { Responses } from './http/responses.ts'
import type { Streams } from './http/event-streams.ts'

/** What the doors stand on. They hold no rule of their own: the same operations, the same errors, other notations. */
export type ServerContext = {
  db: Db
  listTodos: TodoLister
  createJob: JobCreator
  jobUpdates: JobUpdates
  renewFile: FileRenewer
  streams: Streams
  responses: Responses
  config: Config
  log: Log
}
