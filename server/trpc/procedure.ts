import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import type { RequestContext } from '../context.ts'
import type { Page } from '../operations/paging.ts'
import { assertMayUse } from '../operations/scopes.ts'
import { formatError } from './errors.ts'

const pingMs = 15_000
/** After three missed pings the connection is dead, whatever TCP reports. */
const reconnectAfterInactivityMs = 3 * pingMs

const trpc = initTRPC.context<RequestContext>().create({
  errorFormatter: formatError,
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: pingMs }, client: { reconnectAfterInactivityMs } },
})

export const { router } = trpc

export const procedure = trpc.procedure.use(({ ctx, path, next }) => {
  assertMayUse(ctx.principal, path)
  return next()
})

/** tRPC passes no signal to callers within the process, which cannot disconnect. */
export const neverAborted = new AbortController().signal

export const byId = z.strictObject({ id: z.string() })

/** `after` is the last `eventId` that the client has seen; tRPC's client sends `lastEventId` when it reconnects. */
export const watchedJob = byId.extend({
  after: z.string().optional(),
  lastEventId: z.string().optional(),
})

/** A page of a list. `nextCursor` is the `after` of the next page, and null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export const toPageWire = <Row, Item>(
  { rows, next }: Page<Row>,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } => ({ items: rows.map(toItem), nextCursor: next ?? null })
