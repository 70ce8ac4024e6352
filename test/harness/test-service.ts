import { once } from 'node:events'
import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { z } from '@hono/zod-openapi'
import type { Insertable } from 'kysely'
import { type Config, parseEnv } from '../../core/process/config.ts'
import { type Db, openDatabase } from '../../core/database/db.ts'
import { createLog } from '../../core/process/log.ts'
import { markTodosChanged } from '../../core/todos/todos-changed.ts'
import { localOwner } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { acceptedWire, jobWire } from '../../server/rest/job-wire.ts'
import type { todoWire } from '../../server/rest/todo-wire.ts'
import { startServer } from '../../server/start.ts'
import { startWorker } from '../../worker/start.ts'
import { createTestDatabase } from './test-database.ts'
import { hasRedis, startTestRedis, type TestRedis } from './test-redis.ts'
import { isSqsKind, type SqsKind, startTestSqsBroker } from './test-sqs-broker.ts'
import type { TestSqs } from './test-sqs.ts'
import { waitFor } from './wait-for.ts'

export type Todo = z.output<typeof todoWire>
export type Task = z.output<typeof jobWire>
export type AcceptedTask = z.output<typeof acceptedWire>

export type Broker = 'postgres' | 'redis' | SqsKind
type Env = { [Name in keyof Config]?: string }

/** Those that this machine has; what differs on SQS has tables of its own. */
export const brokers: Broker[] = hasRedis ? ['postgres', 'redis'] : ['postgres']

/** A body is sent with its length, unless the headers ask for chunks. Without an agent the connection is its own. */
type Question = {
  headers?: OutgoingHttpHeaders
  json?: unknown
  body?: string | Buffer
  agent?: Agent
}
/** `json` is undefined when the answer does not say that it is JSON. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  json: unknown
}

/** Sends `GET /path` as it is written and gives the answer as it came: nothing is followed or decoded. */
export async function ask(url: string, line: string, question: Question = {}): Promise<Answer> {
  const { json, body = json === undefined ? undefined : JSON.stringify(json), agent = false } = question
  const [method = '', path = ''] = line.split(/ (.*)/)
  const headers = {
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(body !== undefined &&
      !question.headers?.['transfer-encoding'] && { 'content-length': Buffer.byteLength(body) }),
    ...question.headers,
  }
  const asked = request(url, { method, path, headers, agent })
  // A server that refuses a body need not read it to the end: what counts is its answer.
  asked.on('error', () => {})
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const bytes = await buffer(answer)
  const text = bytes.toString()
  const hasJson = answer.headers['content-type'] === 'application/json' && text !== ''
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    bytes,
    text,
    json: hasJson ? JSON.parse(text) : undefined,
  }
}

export type TestService = AsyncDisposable & {
  /** Of the server, without a path. */
  url: string
  /** What its processes were started with. */
  env: Env
  /** What leads one more process to the database and the broker. */
  surroundings: Record<string, string>
  db: Db
  redis: TestRedis | undefined
  sqs: TestSqs | undefined
  /** `ask('GET /todos')` is about `/api/v1/todos`. */
  ask: (line: string, question?: Question) => Promise<Answer>
  createTodo: (todo: object) => Promise<Todo>
  /** Writes rows in place of the todos that are there: for times of one's own, and for thousands. */
  replaceTodos: (todos: Omit<Insertable<Tables['todo']>, 'owner_id'>[]) => Promise<void>
  /** Asks for a calendar. */
  createTask: (options?: object) => Promise<AcceptedTask>
  /** Waits until a task is over, as the original's clients do. */
  finishTask: (id: string, timeoutMs?: number) => Promise<Task>
  /** One more worker. */
  startWorker: (env?: Env) => Promise<AsyncDisposable>
  /** One more server. */
  startServer: () => Promise<AsyncDisposable & { url: string }>
}

type ServiceOptions = { broker: Broker; env?: Env; withWorker?: boolean }

/** The server and a worker, started as the mains start them, on a database and a broker of their own. */
export async function startTestService({
  broker,
  env: ownEnv = {},
  withWorker = true,
}: ServiceOptions): Promise<TestService> {
  await using opening = new AsyncDisposableStack()
  const { url: databaseUrl } = opening.use(await createTestDatabase())
  const redis = broker === 'redis' ? opening.use(await startTestRedis()) : undefined
  const sqs = isSqsKind(broker) ? opening.use(await startTestSqsBroker(broker)) : undefined
  const brokerUrl = redis?.url ?? (await sqs?.createQueue('ical'))
  const { db } = opening.use(openDatabase(databaseUrl, { name: 'test', maxConnections: 2 }))
  const surroundings = {
    DATABASE_URL: databaseUrl,
    ...(brokerUrl !== undefined && { BROKER_URL: brokerUrl }),
    ...sqs?.sqs.env,
  }
  const env: Env = {
    ...surroundings,
    PORT: '0',
    LOG_LEVEL: process.env['DEBUG'] ? 'debug' : 'silent',
    ...ownEnv,
  }
  const settings = { ...parseEnv(env), DATABASE_URL: databaseUrl }
  const startOneWorker: TestService['startWorker'] = (otherEnv = {}) => {
    const config = parseEnv({ ...env, ...otherEnv })
    return startWorker({ ...config, DATABASE_URL: databaseUrl }, createLog(config.LOG_LEVEL, 'worker'))
  }
  if (withWorker) opening.use(await startOneWorker())
  const startOneServer = () => startServer(settings, createLog(settings.LOG_LEVEL, 'server'))
  const { url } = opening.use(await startOneServer())
  const opened = opening.move()

  const askDoor: TestService['ask'] = (line, question) => ask(url, line.replace(' /', ' /api/v1/'), question)

  return {
    url,
    env,
    surroundings,
    db,
    redis,
    sqs: sqs?.sqs,
    ask: askDoor,
    createTodo: async todo => read(201, await askDoor('POST /todos', { json: todo })) as Todo,
    replaceTodos: todos => replaceTodos(db, todos),
    createTask: async options =>
      read(202, await askDoor('POST /todos/ical', options && { json: options })) as AcceptedTask,
    finishTask: (id, timeoutMs) =>
      waitFor(
        `task ${id} to be over`,
        async () => {
          const task = read(200, await askDoor(`GET /todos/ical/${id}/status`)) as Task
          return task.task_status !== 'PENDING' && task
        },
        timeoutMs,
      ),
    startWorker: startOneWorker,
    startServer: startOneServer,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function read(status: number, answer: Answer): unknown {
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`)
  return answer.json
}

const rowsAtOnce = 5000

async function replaceTodos(db: Db, todos: Parameters<TestService['replaceTodos']>[0]): Promise<void> {
  await db.transaction().execute(async tx => {
    await markTodosChanged(tx, localOwner)
    await tx.deleteFrom('todo').execute()
    for (let start = 0; start < todos.length; start += rowsAtOnce) {
      const rows = todos.slice(start, start + rowsAtOnce).map(todo => ({ ...todo, owner_id: localOwner }))
      await tx.insertInto('todo').values(rows).execute()
    }
  })
}
