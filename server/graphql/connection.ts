import { AppError } from '../../core/app-error.ts'
import { defaultPageSize, maxPageSize } from '../../schema/page-size.ts'
import type { Page } from '../operations/paging.ts'
import { builder, type GraphqlContext } from './builder.ts'

/** Lists can only be paged forward. */
export const pageArgs = builder.args(t => ({
  first: t.int({
    description: `The maximum number of items, 1 to ${maxPageSize}.`,
    required: true,
    defaultValue: defaultPageSize,
  }),
  after: t.string({
    description: 'Returns the items after this cursor. Default: from the start of the list.',
  }),
}))

/** The cost limit does not see a size given as a variable: without this, aliases could request many full pages at once. */
const maxItems = 2 * maxPageSize
const requestedItems = new WeakMap<GraphqlContext, number>()

/** @throws AppError badInput when the pages of one request are too large together */
export function limitPages(context: GraphqlContext, { first }: { first: number }): void {
  const requested = (requestedItems.get(context) ?? 0) + first
  requestedItems.set(context, requested)
  if (requested > maxItems) {
    throw new AppError('badInput', `first: must be at most ${maxItems} for all pages of one request together`)
  }
}

type Edge<Node> = { cursor: string; node: Node }

export function toConnection<Node>({ rows, next, toCursor }: Page<Node>, { after }: { after?: unknown }) {
  const edges: Edge<Node>[] = rows.map(node => ({ cursor: toCursor(node), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: next !== undefined,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
