import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { z } from '@hono/zod-openapi'
import type { ReadTodoUpdate } from '../../core/todos/read-todo-changes.ts'
import { readLastEventId, todosRevision } from '../../schema/todo-update.ts'
import { deletedTodoWire } from '../../schema/wire/todo-update.ts'
import type { RequestContext } from '../context.ts'
import { classifyError, logClassified } from '../http/classify-error.ts'
import { readTodoChanges, watchTodoChanges } from '../operations/todo-changes.ts'
import { type AddRoute, jsonOf, resumeHeaders } from './routes.ts'
import { eventStreamHeaders, openEventStream } from './event-stream.ts'
import { listWire, toListWire } from './list-wire.ts'
import { parseWith } from './parse.ts'
import { todoWire, toTodoWire } from './todo-wire.ts'

const query = z.object({
  after: todosRevision
    .optional()
    .openapi({ type: 'integer', minimum: 0, description: 'The `revision` of the last update' }),
})

const todoUpdateWire = z
  .object({
    revision: z.int().openapi({ description: 'The `after` of the next request' }),
    changed: z.array(todoWire),
    deleted: z.array(deletedTodoWire),
    lists: z.array(listWire).nullable().openapi({ description: 'All lists, when one of them has changed' }),
    reset: z.boolean().openapi({
      description:
        'The log does not reach back that far: read all todos and lists, then go on after `revision`',
    }),
  })
  .openapi('TodoUpdate')

export function addTodoChangeRoutes(route: AddRoute): void {
  route('todoChanges', 'get', '/todos/changes', 'Get what has happened to the todos after a revision', {
    query,
    answers: {
      200: [
        'Each changed todo once, as it is now, and the deleted ones. Ask again until nothing is new: much comes in pieces. ' +
          'Without `after`, only the current revision',
        jsonOf(todoUpdateWire),
      ],
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const { after } = parseWith(query, c.req.query())
    return c.json(toUpdateWire(await readTodoChanges(ctx, after), await ctx.findInbox(ctx.ownerId)))
  })

  route('todosChanged', 'get', '/todos/events', 'Watch the changes of the todos, as server-sent events', {
    query,
    headers: resumeHeaders,
    answers: {
      200: [
        'Events with the JSON of `/todos/changes`, whose ids are their revisions',
        { 'text/event-stream': { schema: z.string() } },
      ],
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const { after } = parseWith(query, c.req.query())
    const seen = readLastEventId(c.req.header('last-event-id')) ?? after
    if (c.req.method === 'HEAD') return c.body(null, 200, eventStreamHeaders)
    const inboxId = await ctx.findInbox(ctx.ownerId)
    void writeUpdates(ctx, openEventStream(c), seen, inboxId)
    return RESPONSE_ALREADY_SENT
  })
}

const toUpdateWire = (
  { revision, changed, deleted, lists, reset }: ReadTodoUpdate,
  inboxId: number,
): z.output<typeof todoUpdateWire> => ({
  revision,
  changed: changed.map(todo => toTodoWire(todo, inboxId)),
  deleted,
  lists: lists && lists.map(toListWire),
  reset,
})

const frames = new WeakMap<ReadTodoUpdate, Buffer>()

/** Written once for all streams that share an update. */
function toFrame(update: ReadTodoUpdate, inboxId: number): Buffer {
  const known = frames.get(update)
  if (known) return known
  const data = JSON.stringify(toUpdateWire(update, inboxId))
  const frame = Buffer.from(`id: ${update.revision}\ndata: ${data}\n\n`)
  frames.set(update, frame)
  return frame
}

/** The next update is not read until the reader has taken the one before. */
async function writeUpdates(
  ctx: RequestContext,
  response: ServerResponse,
  after: number | undefined,
  inboxId: number,
): Promise<void> {
  const closing = new AbortController()
  const { signal } = closing
  response.once('close', () => closing.abort())
  try {
    for await (const update of watchTodoChanges(ctx, after, signal)) {
      if (!response.write(toFrame(update, inboxId))) await once(response, 'drain', { signal })
    }
  } catch (error) {
    if (signal.aborted) return
    logClassified(ctx.log, classifyError(error), { err: error })
    response.destroy()
  }
}
