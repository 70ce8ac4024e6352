import { createServer } from 'node:http'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { createJobCreator } from '../../core/calendar-jobs/create-job.ts'
import { parseEnv } from '../../core/process/config.ts'
import { type Db, openDatabase } from '../../core/database/db.ts'
import { type JobUpdates, openJobUpdates } from '../../core/live/job-updates.ts'
import { createTodoLister } from '../../core/todos/list-todos.ts'
import { createApp } from '../../server/app.ts'
import { createStreams } from '../../server/http/event-streams.ts'
import { createResponses, responseLimits } from '../../server/http/responses.ts'
import { createTestDatabase } from '../harness/test-database.ts'

type GraphqlServer = AsyncDisposable & {
  url: string
  db: Db
  /** What it logged, oldest first. */
  logged: Record<string, unknown>[]
  /** How many watchers its jobUpdates has. */
  countWatchers: () => number
}

/** The server's app on a jobUpdates and a log that the test can look into; without a queue, nothing is made. */
export async function startGraphqlServer(databaseUrl?: string): Promise<GraphqlServer> {
  await using opening = new AsyncDisposableStack()
  const url = databaseUrl ?? opening.use(await createTestDatabase()).url
  const { db } = opening.use(openDatabase(url, { name: 'test', maxConnections: 5 }))
  const logged: GraphqlServer['logged'] = []
  const sink = new Writable({
    write(line, _, done) {
      logged.push(JSON.parse(String(line)) as Record<string, unknown>)
      done()
    },
  })
  const log = pino({ level: 'warn' }, sink)
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
  const createJob = createJobCreator(db, enqueuer, 30_000)
  const responses = opening.use(createResponses(responseLimits))
  const streams = createStreams(responses)
  const app = createApp({
    db,
    listTodos: createTodoLister(db),
    createJob,
    jobUpdates: counted,
    renewFile: async () => false,
    streams,
    responses,
    config: parseEnv({}),
    log,
  })
  const listener = getRequestListener(app.fetch)
  const server = createServer((request, response) => void listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  opening.use(server)
  opening.use(streams)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const opened = opening.move()
  return {
    url: `http://127.0.0.1:${port}`,
    db,
    logged,
    countWatchers: () => watchers,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
