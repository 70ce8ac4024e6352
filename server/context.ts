import type { Acceptor } from '../core/calendar-jobs/accept.ts'
import type { Config } from '../core/config.ts'
import type { Db } from '../core/db.ts'
import type { FileRenewer } from '../core/feeds/renew-file.ts'
import type { JobFeed } from '../core/live/job-feed.ts'
import type { Log } from '../core/log.ts'
import type { TodoLister } from '../core/todos/list-todos.ts'
import type { Responses } from './http/responses.ts'
import type { Streams } from './streams.ts'

/** What the doors stand on. They hold no rule of their own: the same operations, the same errors, other notations. */
export type ServerContext = {
  db: Db
  listTodos: TodoLister
  accept: Acceptor
  feed: JobFeed
  renewFile: FileRenewer
  streams: Streams
  responses: Responses
  config: Config
  log: Log
}
