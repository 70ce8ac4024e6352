import { createServer } from 'node:http'
import { createJobCreator } from '../../core/calendar-jobs/create-job.ts'
import { createJobRoom } from '../../core/calendar-jobs/job-room.ts'
import { createImportCreator } from '../../core/import-jobs/create-import.ts'
import { type Db, openDatabase } from '../../core/database/db.ts'
import { type JobUpdates, openJobUpdates } from '../../core/live/job-updates.ts'
import { openTodoChanges } from '../../core/live/todo-changes.ts'
import { parseEnv } from '../../core/process/config.ts'
import { createApp } from '../../server/app.ts'
import { createServerContext } from '../../server/context.ts'
import { createUploadStore } from '../../server/operations/uploads.ts'
import { createRequestListener } from '../../server/http/request-listener.ts'
import { createResponses, responseLimits } from '../../server/http/responses.ts'
import { listen } from '../harness/listen.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { createTestLog, type LogLine } from '../harness/test-log.ts'

type App = AsyncDisposable & {
  url: string
  db: Db
  /** Oldest first. */
  logged: (LogLine & { requestId?: string })[]
  countWatchers: () => number
}

/** Serves the app with its log and its watchers open to the test. There is no queue, so jobs stay PENDING. */
export async function startApp(databaseUrl?: string): Promise<App> {
  await using opening = new AsyncDisposableStack()
  const url = databaseUrl ?? opening.use(await createTestDatabase()).url
  const { db } = opening.use(openDatabase(url, { name: 'test', maxConnections: 5 }))
  const { log, lines } = createTestLog()
  const jobUpdates = opening.use(openJobUpdates(db, log))
  let watchers = 0
  const counted: JobUpdates = {
    ...jobUpdates,
    watch(...args) {
      watchers += 1
      const watching = jobUpdates.watch(...args)
      return {
        [Symbol.dispose]() {
          watchers -= 1
          watching[Symbol.dispose]()
        },
      }
    },
  }
  const enqueuer = { send: () => {}, async [Symbol.asyncDispose]() {} }
  const room = createJobRoom(db, 0)
  const context = createServerContext({
    db,
    createJob: createJobCreator(db, enqueuer, room, 30_000),
    createImport: createImportCreator(db, enqueuer, room, 30_000),
    storeUpload: createUploadStore(db),
    jobUpdates: counted,
    todoChanges: opening.use(openTodoChanges(db, log)),
    renewFile: async () => false,
    responses: opening.use(createResponses(responseLimits)),
    config: parseEnv({}),
    log,
  })
  const server = opening.use(createServer(createRequestListener(createApp(context).fetch, log)))
  const port = await listen(server)
  opening.use(context.streams)
  const opened = opening.move()
  return {
    url: `http://127.0.0.1:${port}`,
    db,
    logged: lines,
    countWatchers: () => watchers,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
