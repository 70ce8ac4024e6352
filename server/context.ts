import type { HttpBindings } from '@hono/node-server'
import type { ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import { createPrincipalFinder, findRevoked, type PrincipalFinder } from '../core/accounts/find-principal.ts'
import type { Principal } from '../core/accounts/principal.ts'
import { createAttemptFinder } from '../core/calendar-jobs/attempts.ts'
import type { JobCreator } from '../core/calendar-jobs/create-job.ts'
import type { Config } from '../core/process/config.ts'
import type { Db } from '../core/database/db.ts'
import type { FileRenewer } from '../core/feeds/serve-feed-file.ts'
import { createInboxFinder, type InboxFinder } from '../core/lists/find-inbox.ts'
import type { ImportCreator } from '../core/import-jobs/create-import.ts'
import type { JobUpdates } from '../core/live/job-updates.ts'
import type { TodoChanges } from '../core/live/todo-changes.ts'
import type { Log } from '../core/process/log.ts'
import { createTodoLister, type TodoLister } from '../core/todos/list-todos.ts'
import type { OwnerId } from '../schema/owner.ts'
import { getBaseUrl } from './http/absolute-url.ts'
import { createStreams, type Streams } from './http/open-streams.ts'
import type { Responses } from './http/responses.ts'
import type { UploadStore } from './operations/uploads.ts'

type Resources = {
  db: Db
  createJob: JobCreator
  createImport: ImportCreator
  storeUpload: UploadStore
  jobUpdates: JobUpdates
  todoChanges: TodoChanges
  renewFile: FileRenewer
  responses: Responses
  config: Config
  log: Log
}

/** What all requests share. */
export type ServerContext = Resources & {
  listTodos: TodoLister
  findInbox: InboxFinder
  findAttempts: ReturnType<typeof createAttemptFinder>
  principals: PrincipalFinder
  streams: Streams
}

/** What an operation works with: the shared resources, and the request that it serves. */
export type RequestContext = ServerContext & {
  /** Whose todos, jobs and feeds the request works on. Operations read it from nowhere else. */
  ownerId: OwnerId
  principal: Principal
  /** The base of absolute URLs, without a trailing slash. */
  baseUrl: string
  requestId: string
  /** Node.js' own response, which the server destroys when it drains. */
  outgoing: ServerResponse
}

/** The bindings and variables of a request behind `provideContext`. */
export type RequestEnv = {
  Bindings: HttpBindings
  Variables: RequestIdVariables & { principal: Principal; ctx: RequestContext }
}

/** The caller disposes `streams`, before the HTTP server, which would wait for them. */
export const createServerContext = (resources: Resources): ServerContext => ({
  ...resources,
  listTodos: createTodoLister(resources.db),
  findInbox: createInboxFinder(resources.db),
  findAttempts: createAttemptFinder(resources.db),
  principals: createPrincipalFinder(resources.db, { sessionIdleDays: resources.config.SESSION_IDLE_DAYS }),
  streams: createStreams(resources.responses, credentials => findRevoked(resources.db, credentials)),
})

/** Gives each request behind `authenticate` its context as `c.get('ctx')`. */
export const provideContext =
  (context: ServerContext): MiddlewareHandler<RequestEnv> =>
  (c, next) => {
    const principal = c.get('principal')
    c.set('ctx', {
      ...context,
      ownerId: principal.ownerId,
      principal,
      baseUrl: getBaseUrl(c, context.config),
      requestId: c.get('requestId'),
      outgoing: c.env.outgoing,
    })
    return next()
  }
