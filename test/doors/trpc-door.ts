import type { CalendarJob as JobWire, Todo as TodoWire } from '../../client/create-client.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { ask } from '../harness/test-service.ts'
import {
  type CalendarJob,
  DoorError,
  type DoorErrorCode,
  type Feed,
  inboxId,
  type List,
  type OpenDoor,
  type Page,
  type Settings,
  type Todo,
  type TodoCounts,
  type TodoUpdate,
  toRefusal,
  type TrashedTodo,
} from './door.ts'

type Failure = { message: string; data: { code: string } }
type Result = { result?: { data: unknown }; error?: Failure }
type ListWire = List & { createdAt: string; updatedAt: string }
type UpdateWire = Omit<TodoUpdate, 'changed' | 'lists'> & { changed: unknown[]; lists: unknown[] | null }
type PageWire = { items: unknown[]; nextCursor: string | null }

/** Sends tRPC's notation directly: the types of its client do not allow invalid input. */
export const openTrpcDoor: OpenDoor = (url, headers = {}) => {
  async function run(line: string, json?: object): Promise<unknown> {
    const { status, text } = await ask(url, line, { json, headers })
    const { result, error } = JSON.parse(text) as Result
    if (result) return result.data
    if (!error) throw new Error(`Answered ${status}: ${text}`)
    throw toDoorError(error, status)
  }
  const query = (procedure: string, input: object) => run(`GET ${toPath(procedure, input)}`)
  const mutate = (procedure: string, input?: object) => run(`POST /trpc/${procedure}`, input)

  async function list<Item>(
    procedure: string,
    { limit: first, ...others }: { limit?: number },
    toItem: (wire: unknown) => Item,
  ): Promise<Page<Item>> {
    const { items, nextCursor } = (await query(procedure, { first, ...others })) as PageWire
    return { items: items.map(toItem), next: nextCursor ?? undefined }
  }

  return {
    getSettings: async () => (await query('settings', {})) as Settings,
    getLists: async () => ((await run('GET /trpc/lists')) as unknown[]).map(toList),
    createList: async input => toList(await mutate('createList', { input })),
    updateList: async (id, input) => toList(await mutate('updateList', { id, input })),
    deleteList: async id => toList(await mutate('deleteList', { id })),
    restoreList: async id => toList(await mutate('restoreList', { id })),
    listTrash: (asked = {}) => list('trashedTodos', asked, toTrashed),
    restoreTodo: async id => toTodo(await mutate('restoreTodo', { id })),
    emptyTrash: async () => (await mutate('emptyTrash', {})) as number,
    updateSettings: async change => (await mutate('updateSettings', change)) as Settings,
    listTodos: (asked = {}) => list('todos', asked, toTodo),
    countTodos: async (filter = {}) => (await query('todoCounts', filter)) as TodoCounts,
    getTodo: async id => toTodo(await query('todo', { id })),
    createTodo: async (todo, idempotencyKey) =>
      toTodo(
        await mutate('createTodo', idempotencyKey === undefined ? todo : { input: todo, idempotencyKey }),
      ),
    updateTodo: async (id, change) => toTodo(await mutate('updateTodo', { ...change, id })),
    async deleteTodo(id) {
      const deleted = await mutate('deleteTodo', { id })
      return deleted ? toTodo(deleted) : undefined
    },
    createCalendarJob: async (options, idempotencyKey) =>
      readId(await mutate('createCalendarJob', { input: options, idempotencyKey })),
    listCalendarJobs: (asked = {}) => list('calendarJobs', asked, toCalendarJob),
    getCalendarJob: async id => toCalendarJob(await query('calendarJob', { id })),
    async *watchCalendarJob(id, lastEventId) {
      const path = toPath('calendarJobStatus', { id, lastEventId })
      using stream = await openEventStream(`${url}${path}`, headers)
      if (stream.status >= 400) throw toRefusal(stream.status, 'The stream was refused')
      for await (const { event, id: eventId = '', data = '' } of stream.events) {
        if (event === 'return') return
        if (event === 'serialized-error') throw toDoorError(JSON.parse(data) as Failure, stream.status)
        if (event === undefined) yield { eventId, job: toCalendarJob(JSON.parse(data)) }
      }
      throw new Error('The stream ended without a `return` event')
    },
    async *watchTodos(after) {
      using stream = await openEventStream(`${url}${toPath('todosChanged', { after })}`, headers)
      if (stream.status >= 400) throw toRefusal(stream.status, 'The stream was refused')
      for await (const { event, id, data = '' } of stream.events) {
        if (event === 'serialized-error') throw toDoorError(JSON.parse(data) as Failure, stream.status)
        if (event !== undefined) continue
        const update = toUpdate(JSON.parse(data))
        if (id !== `${update.revision}`) throw new Error(`Event ${id} has revision ${update.revision}`)
        yield update
      }
    },
    cancelCalendarJob: async id => toCalendarJob(await mutate('cancelCalendarJob', { id })),
    retryCalendarJob: async id => readId(await mutate('retryCalendarJob', { id })),
    listFeeds: async () => (await run('GET /trpc/calendarFeeds')) as Feed[],
    getFeed: async id => (await query('calendarFeed', { id })) as Feed,
    createFeed: async feed => (await mutate('createCalendarFeed', feed)) as Feed,
    updateFeed: async (id, change) => (await mutate('updateCalendarFeed', { ...change, id })) as Feed,
    rotateFeed: async id => (await mutate('rotateCalendarFeed', { id })) as Feed,
    deleteFeed: async id => (await mutate('deleteCalendarFeed', { id })) as Feed,
  }
}

const toPath = (procedure: string, input: object) =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`

const codeOf: Record<string, DoorErrorCode> = {
  NOT_FOUND: 'notFound',
  BAD_REQUEST: 'badInput',
  PAYLOAD_TOO_LARGE: 'badInput',
  CONFLICT: 'conflict',
  SERVICE_UNAVAILABLE: 'unavailable',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
}

function toDoorError({ message, data }: Failure, status: number): Error {
  const code = codeOf[data.code]
  return code
    ? new DoorError(code, status, message)
    : new Error(`Unexpected error code ${data.code}: ${message}`)
}

const readId = (job: unknown) => (job as JobWire).id

function toTodo(wire: unknown): Todo {
  const { completedAt: _completedAt, dueAt: _dueAt, listId, ...todo } = wire as TodoWire
  return { ...todo, listId: listId === inboxId ? null : listId }
}

function toTrashed(wire: unknown): TrashedTodo {
  const { deletedAt, ...todo } = wire as TodoWire & { deletedAt: string }
  return { todo: toTodo(todo), deletedAt }
}

function toList(wire: unknown): List {
  const { createdAt: _created, updatedAt: _updated, ...list } = wire as ListWire
  return list
}

function toUpdate(wire: unknown): TodoUpdate {
  const { changed, lists, ...update } = wire as UpdateWire
  return { ...update, changed: changed.map(toTodo), lists: lists && lists.map(toList) }
}

function toCalendarJob(wire: unknown): CalendarJob {
  const { eventId: _eventId, statusUrl: _statusUrl, options: _options, progress, ...job } = wire as JobWire
  return { ...job, progress: { done: progress.done, total: progress.total } }
}
