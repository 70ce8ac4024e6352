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
import { resetChangeLog } from '../../core/todos/todos-changed.ts'
import { localOwner } from '../../schema/owner.ts'
import type { Tables } from '../../schema/tables.ts'
import type { acceptedWire, jobWire } from '../../server/rest/job-wire.ts'
import type { todoWire } from '../../server/rest/todo-wire.ts'
import { startServer } from '../../server/start.ts'
import { startWorker } from '../../worker/start.ts'
import { beforeAll } from 'vitest'
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

/** The brokers that this machine has. SQS differs and has tests of its own. */
export const brokers: Broker[] = hasRedis ? ['postgres', 'redis'] : ['postgres']

/** A body is sent with its length, unless the headers ask for chunks. Without an agent, each request opens a connection. */
type Question = {
  headers?: OutgoingHttpHeaders
  json?: unknown
  body?: string | Buffer
  agent?: Agent
}
/** `json` is undefined unless the answer has the content type of JSON. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  json: unknown
}

/** Sends `GET /path` verbatim. Follows no redirect and decodes nothing. */
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
  // A server that refuses a body may reset the connection before it has read all of it.
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
  /** The server's address, without a path. */
  url: string
  /** The environment that its processes were started with. */
  env: Env
  /** The part of `env` that connects another process to the database and the broker. */
  surroundings: Record<string, string>
  db: Db
  redis: TestRedis | undefined
  sqs: TestSqs | undefined
  /** `ask('GET /todos')` requests `/api/v1/todos`. */
  ask: (line: string, question?: Question) => Promise<Answer>
  createTodo: (todo: object) => Promise<Todo>
  /** Replaces all todos by these rows, which may set any column. */
  replaceTodos: (todos: Omit<Insertable<Tables['todo']>, 'owner_id'>[]) => Promise<void>
  /** Creates a calendar job. */
  createTask: (options?: object) => Promise<AcceptedTask>
  /** Polls until a task has finished, as clients of the original do. */
  finishTask: (id: string, timeoutMs?: number) => Promise<Task>
  /** Starts another worker. */
  startWorker: (env?: Env) => Promise<AsyncDisposable>
  /** Starts another server. */
  startServer: () => Promise<AsyncDisposable & { url: string }>
}

type ServiceOptions = { broker: Broker; env?: Env; withWorker?: boolean }

/**
 * A service for all tests of the file or `describe` that calls this. The returned object gets its properties before the
 * first test.
 */
export function useService(options: ServiceOptions): TestService {
  const service = {} as TestService
  beforeAll(async () => {
    Object.assign(service, await startTestService(options))
    return () => service[Symbol.asyncDispose]()
  })
  return service
}

/** A server and a worker, started by the same functions as in production, on a database and a broker of their own. */
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
        `task ${id} to finish`,
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

const rowsPerInsert = 5000

async function replaceTodos(db: Db, todos: Parameters<TestService['replaceTodos']>[0]): Promise<void> {
  await db.transaction().execute(async tx => {
    await resetChangeLog(tx, localOwner)
    await tx.deleteFrom('todo').execute()
    for (let start = 0; start < todos.length; start += rowsPerInsert) {
      const rows = todos.slice(start, start + rowsPerInsert).map(todo => ({ ...todo, owner_id: localOwner }))
      await tx.insertInto('todo').values(rows).execute()
    }
  })
}
