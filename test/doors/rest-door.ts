import type { z } from '@hono/zod-openapi'
import type { feedWire, issuedFeedWire } from '../../server/rest/feed-wire.ts'
import { openEventStream } from '../harness/event-stream.ts'
import {
  type AcceptedTask,
  type Answer,
  ask,
  type Task,
  type Todo as TodoWire,
} from '../harness/test-service.ts'
import {
  type CalendarJob,
  type Feed,
  type Input,
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

type ListWire = Omit<List, 'isInbox'> & { is_inbox: boolean; created_at: string; updated_at: string }
type UpdateWire = { revision: number; changed: unknown[]; lists: unknown[] | null } & Pick<
  TodoUpdate,
  'deleted' | 'reset'
>
type FeedWire = z.output<typeof feedWire> & Partial<z.output<typeof issuedFeedWire>>
type Query = Record<string, string | number | boolean | (string | number)[] | undefined>

export const openRestDoor: OpenDoor = (url, headers = {}) => {
  async function run(line: string, json?: unknown, more: Record<string, string> = {}): Promise<Answer> {
    const answer = await ask(url, line.replace(' ', ' /api/v1'), { json, headers: { ...headers, ...more } })
    if (answer.status >= 400) throw toRefusal(answer.status, answer.text)
    return answer
  }

  async function list<Item>(
    path: string,
    query: Query,
    toItem: (wire: unknown) => Item,
  ): Promise<Page<Item>> {
    const { json, headers: answered } = await run(`GET ${path}?${toSearch(query)}`)
    return { items: (json as unknown[]).map(toItem), next: readCursor(answered['link']) }
  }

  return {
    getSettings: async () => (await run('GET /settings')).json as Settings,
    getLists: async () => ((await run('GET /lists')).json as unknown[]).map(toList),
    createList: async list => toList((await run('POST /lists', list)).json),
    updateList: async (id, change) => toList((await run(`PUT /lists/${id}`, change)).json),
    deleteList: async id => toList((await run(`DELETE /lists/${id}`)).json),
    restoreList: async id => toList((await run(`POST /lists/${id}/restore`)).json),
    listTrash: ({ limit, after } = {}) => list('/trash', { limit, cursor: after }, toTrashed),
    restoreTodo: async id => toTodo((await run(`POST /todos/${id}/restore`)).json),
    emptyTrash: async () => ((await run('DELETE /trash')).json as { deleted: number }).deleted,
    updateSettings: async change => (await run('PUT /settings', change)).json as Settings,
    listTodos: ({ windowDays, after, ...query } = {}) =>
      list('/todos', { ...query, window: windowDays, cursor: after }, toTodo),
    async countTodos({ windowDays, ...filter } = {}) {
      const { json } = await run(`GET /todos/counts?${toSearch({ ...filter, window: windowDays })}`)
      return json as TodoCounts
    },
    getTodo: async id => toTodo((await run(`GET /todos/${id}`)).json),
    createTodo: async (todo, key) =>
      toTodo((await run('POST /todos', toTodoInput(todo), toKeyHeader(key))).json),
    updateTodo: async (id, change) => toTodo((await run(`PUT /todos/${id}`, toTodoInput(change))).json),
    async deleteTodo(id) {
      const { json } = await run(`DELETE /todos/${id}`)
      return Object.hasOwn(Object(json), 'id') ? toTodo(json) : undefined
    },
    createCalendarJob: async (options, key) =>
      readId(await run('POST /todos/ical', options, toKeyHeader(key))),
    listCalendarJobs: ({ state, limit, after } = {}) =>
      list('/todos/ical', { state, limit, cursor: after }, toCalendarJob),
    getCalendarJob: async id => toCalendarJob((await run(`GET /todos/ical/${id}/status`)).json),
    async *watchCalendarJob(id, after) {
      using stream = await openEventStream(`${url}/api/v1/todos/ical/${id}/events`, {
        ...headers,
        ...(after !== undefined && { 'last-event-id': after }),
      })
      if (stream.status >= 400) throw toRefusal(stream.status, 'The stream was refused')
      for await (const { id: eventId = '', data = '' } of stream.events) {
        yield { eventId, job: toCalendarJob(JSON.parse(data)) }
      }
    },
    async *watchTodos(after) {
      const search = after === undefined ? '' : `?after=${encodeURIComponent(String(after))}`
      using stream = await openEventStream(`${url}/api/v1/todos/events${search}`, headers)
      if (stream.status >= 400) throw toRefusal(stream.status, 'The stream was refused')
      for await (const { id, data } of stream.events) {
        if (data === undefined) continue
        const update = toUpdate(JSON.parse(data))
        if (id !== `${update.revision}`) throw new Error(`Event ${id} has revision ${update.revision}`)
        yield update
      }
    },
    cancelCalendarJob: async id => toCalendarJob((await run(`DELETE /todos/ical/${id}`)).json),
    retryCalendarJob: async id => readId(await run(`POST /todos/ical/${id}/retry`)),
    listFeeds: async () => ((await run('GET /feeds')).json as unknown[]).map(toFeed),
    getFeed: async id => toFeed((await run(`GET /feeds/${id}`)).json),
    createFeed: async feed => toFeed((await run('POST /feeds', feed)).json),
    updateFeed: async (id, change) => toFeed((await run(`PUT /feeds/${id}`, change)).json),
    rotateFeed: async id => toFeed((await run(`POST /feeds/${id}/rotate`)).json),
    deleteFeed: async id => toFeed((await run(`DELETE /feeds/${id}`)).json),
  }
}

const toKeyHeader = (key: string | undefined) => (key === undefined ? undefined : { 'idempotency-key': key })

const readId = ({ json }: Answer) => (json as AcceptedTask).task_id

function toSearch(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}

function readCursor(link: string | string[] | undefined): string | undefined {
  const [, next] = /^<(.*)>; rel="next"$/.exec(String(link ?? '')) ?? []
  return next === undefined ? undefined : (new URL(next).searchParams.get('cursor') ?? undefined)
}

const toTodoInput = ({ deadlineAt, deadlineOn, ...todo }: Input) => ({
  ...todo,
  ...(deadlineAt !== undefined && { deadline_at: deadlineAt }),
  ...(deadlineOn !== undefined && { deadline_on: deadlineOn }),
})

/** The contract's times are UTC without a suffix. */
const toInstant = (naive: string) => `${naive}Z`
const toInstantOrNull = (naive: string | null) => naive && toInstant(naive)

function toTodo(wire: unknown): Todo {
  const { repeat = null, completions = [], deadline_at: _at, deadline_on: _on, ...rest } = wire as TodoWire
  const { created_at, updated_at, list_id: listId = null, tags = [], priority = 'none', ...todo } = rest
  return {
    ...todo,
    ...toDeadline(wire as TodoWire),
    repeat,
    listId,
    tags,
    priority,
    completions: completions.map(completion => ({
      completedAt: toInstant(completion.completed_at),
      ...toDeadline(completion),
    })),
    createdAt: toInstant(created_at),
    updatedAt: toInstant(updated_at),
  }
}

type DeadlineWire = { deadline_at: string | null; deadline_on?: string | undefined }

const toDeadline = ({ deadline_at, deadline_on: date = '' }: DeadlineWire) => ({
  deadlineAt: date === '' ? toInstantOrNull(deadline_at) : null,
  deadlineOn: date || null,
})

function toTrashed(wire: unknown): TrashedTodo {
  const { deleted_at, ...todo } = wire as TodoWire & { deleted_at: string }
  return { todo: toTodo(todo), deletedAt: toInstant(deleted_at) }
}

function toList(wire: unknown): List {
  const { is_inbox: isInbox, created_at: _created, updated_at: _updated, ...list } = wire as ListWire
  return { ...list, isInbox }
}

export function toUpdate(wire: unknown): TodoUpdate {
  const { revision, changed, deleted, lists, reset } = wire as UpdateWire
  return { revision, changed: changed.map(toTodo), deleted, lists: lists && lists.map(toList), reset }
}

const toSkipped = ({ no_deadline, out_of_range, filtered }: NonNullable<Task['skipped']>) => ({
  noDeadline: no_deadline,
  outOfRange: out_of_range,
  filtered,
})

function toCalendarJob(wire: unknown): CalendarJob {
  const task = wire as Task
  return {
    id: task.task_id,
    state: task.state,
    attempt: task.attempt,
    progress: task.progress,
    written: task.written,
    skipped: task.skipped && toSkipped(task.skipped),
    error: task.error,
    nextAttemptAt: toInstantOrNull(task.next_attempt_at),
    retryOf: task.retry_of,
    resultUrl: task.result_url,
    createdAt: toInstant(task.created_at),
    startedAt: toInstantOrNull(task.started_at),
    finishedAt: toInstantOrNull(task.finished_at),
  }
}

function toFeed(wire: unknown): Feed {
  const {
    file,
    last_fetch,
    created_at,
    updated_at,
    url = null,
    webcal_url = null,
    ...feed
  } = wire as FeedWire
  return {
    ...feed,
    file: file && {
      bytes: file.bytes,
      written: file.written,
      skipped: toSkipped(file.skipped),
      modifiedAt: toInstant(file.modified_at),
    },
    lastFetch: last_fetch && { at: toInstant(last_fetch.at), by: last_fetch.by },
    createdAt: toInstant(created_at),
    updatedAt: toInstant(updated_at),
    url,
    webcalUrl: webcal_url,
  }
}
