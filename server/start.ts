import { createServer } from 'node:http'
import { createAccountLink, toLinkUrl } from '../core/accounts/account-links.ts'
import { hasAccounts } from '../core/accounts/accounts.ts'
import { createJobCreator } from '../core/calendar-jobs/create-job.ts'
import { createEnqueuer } from '../core/calendar-jobs/enqueue.ts'
import { createJobRoom } from '../core/calendar-jobs/job-room.ts'
import { startMaintenance } from '../core/calendar-jobs/maintenance-loop.ts'
import type { Config } from '../core/process/config.ts'
import { type Db, openDatabase } from '../core/database/db.ts'
import { createFileRenewer } from '../core/feeds/serve-feed-file.ts'
import { createImportCreator } from '../core/import-jobs/create-import.ts'
import { openJobUpdates } from '../core/live/job-updates.ts'
import { openTodoChanges } from '../core/live/todo-changes.ts'
import type { Log } from '../core/process/log.ts'
import { assertMigrated } from '../core/database/migrate.ts'
import { describeBroker, openQueue } from '../core/queue/open-queue.ts'
import { createApp, errorNotations } from './app.ts'
import { createServerContext } from './context.ts'
import { isLoopback } from './http/allowed-hosts.ts'
import { createArrivals } from './http/arrivals.ts'
import { createConnections } from './http/connections.ts'
import { startListeners } from './http/listeners.ts'
import { drain } from './http/drain.ts'
import { createRequestListener } from './http/request-listener.ts'
import { createRefusal } from './http/refusal.ts'
import { createResponses, responseLimits } from './http/responses.ts'
import { createUploadStore, uploadLimits } from './operations/uploads.ts'

export type ServerSettings = Config & { DATABASE_URL: string }

/** Long enough for an upload of 256 MB at 300 KB/s. Other requests have half a minute, see `createConnections`. */
const requestTimeoutMs = 900_000
/** How long a reader may take nothing of what is written to it, and an upload send nothing. */
const idleTimeoutMs = 30_000
/** Above the 60 s of most load balancers, which send requests into a connection until they give it up themselves. */
export const keepAliveTimeoutMs = 75_000
/** Node.js checks its limits every 30 s by default. */
export const serverLimits = {
  headersTimeoutMs: 15_000,
  checkTimeoutsEveryMs: 2_000,
  maxUploadBytes: uploadLimits.maxBytes,
}
/** Connections allowed in addition to the streams. */
const otherConnections = 5_000

/** Begins to serve; disposing drains: running requests finish, new connections are refused. */
export async function startServer(
  config: ServerSettings,
  log: Log,
  { headersTimeoutMs, checkTimeoutsEveryMs, maxUploadBytes } = serverLimits,
): Promise<AsyncDisposable & { url: string }> {
  const leaseMs = config.LEASE_SECONDS * 1000
  await using opening = new AsyncDisposableStack()
  const { db } = opening.use(
    openDatabase(config.DATABASE_URL, { name: 'taskoverflow server', maxConnections: 10 }),
  )
  await assertMigrated(db)
  const queue = opening.use(
    await openQueue(
      { databaseUrl: config.DATABASE_URL, brokerUrl: config.BROKER_URL, name: config.QUEUE_NAME, leaseMs },
      log,
    ),
  )
  opening.use(startMaintenance(db, queue, { leaseMs, retention: config.JOB_RETENTION_DAYS }, log))
  const enqueuer = opening.use(createEnqueuer(db, queue, log))
  const room = createJobRoom(db, config.MAX_WAITING_JOBS)
  const createJob = createJobCreator(db, enqueuer, room, leaseMs)
  const createImport = createImportCreator(db, enqueuer, room, leaseMs)
  const jobUpdates = opening.use(openJobUpdates(db, log))
  opening.use(queue.subscribe(jobUpdates.publish))
  const todoChanges = opening.use(openTodoChanges(db, log))

  const renewFile = createFileRenewer(
    { db, enqueuer, jobUpdates, log },
    { firstSendAfterMs: leaseMs, timeoutMs: config.FEED_TIMEOUT_SECONDS * 1000 },
  )
  const arrivals = createArrivals()
  const responses = opening.use(
    createResponses(
      { ...responseLimits, max: { ...responseLimits.max, stream: config.MAX_STREAMS } },
      arrivals,
    ),
  )
  const context = createServerContext({
    db,
    createJob,
    createImport,
    storeUpload: createUploadStore(db, { ...uploadLimits, maxBytes: maxUploadBytes }),
    jobUpdates,
    todoChanges,
    renewFile,
    responses,
    config,
    log,
  })
  const listener = createRequestListener(createApp(context).fetch, log)
  const refusal = createRefusal(errorNotations, config.CORS_ORIGINS)
  const connections = createConnections(responses.admit(listener, refusal.answer), refusal)
  const maxConnections = config.MAX_STREAMS + otherConnections
  const address = { port: config.PORT, host: config.HOST }
  const { port, servers } = await startListeners({ ...address, backlog, maxConnections }, () => {
    const server = createServer(
      {
        headersTimeout: headersTimeoutMs,
        requestTimeout: requestTimeoutMs,
        keepAliveTimeout: keepAliveTimeoutMs,
        connectionsCheckingInterval: checkTimeoutsEveryMs,
      },
      connections.handle,
    )
    server.on('connection', arrivals.note)
    connections.attach(server, idleTimeoutMs)
    return server
  })
  opening.defer(() => drain(servers, connections, responses, config.DRAIN_TIMEOUT_SECONDS * 1000))
  // Before the server, which would wait for them to end.
  opening.use(context.streams)
  const url = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`
  log.info(
    {
      url,
      broker: describeBroker(config.BROKER_URL, config.QUEUE_NAME),
      database: new URL(config.DATABASE_URL).host,
      queue: config.QUEUE_NAME,
    },
    'The server is ready',
  )
  if (config.ACCOUNTS === 'off' && config.API_TOKEN === undefined && !isLoopback(config.HOST)) {
    log.warn(
      { host: config.HOST },
      'Listening on a public address without authentication; set API_TOKEN or ACCOUNTS=on',
    )
  }
  if (config.ACCOUNTS === 'on') await offerSetup(db, config.PUBLIC_URL ?? url, log)
  const opened = opening.move()
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** The link is in the log only, which operators read. */
async function offerSetup(db: Db, baseUrl: string, log: Log): Promise<void> {
  if (await hasAccounts(db)) return
  const link = toLinkUrl(baseUrl, await createAccountLink(db, { kind: 'setup' }))
  log.info({ link }, 'There is no account yet: open this link to create the first one')
}

/** Watchers come back by the thousands after a restart; beyond Node's 511 waiting ones connections are reset. */
const backlog = 4_096
