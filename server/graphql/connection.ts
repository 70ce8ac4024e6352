import { AppError } from '../../core/app-error.ts'
import { defaultPageSize, maxPageSize } from '../../schema/page.ts'
import { type Page, takePage } from '../operations/paging.ts'
import { builder, type RequestContext } from './builder.ts'

/** Forward paging: a list is read from its beginning. */
export const pageArgs = builder.args(t => ({
  first: t.int({
    description: `The maximum number of items, 1 to ${maxPageSize}.`,
    required: true,
    defaultValue: defaultPageSize,
  }),
  after: t.string({
    description: 'The cursor behind which the page begins; null: the beginning of the list.',
  }),
}))

/** The cost limit does not see a size that is a variable: without this, aliases could ask for many full pages at once. */
const maxItems = 2 * maxPageSize
const askedItems = new WeakMap<RequestContext, number>()

/** @throws AppError badInput when the pages of one request are too large together */
export function takeConnectionPage<Row>(
  context: RequestContext,
  { first }: { first: number },
  ...[read, toCursor]: Parameters<typeof takePage<Row>> extends [number, ...infer Others] ? Others : never
): Promise<Page<Row>> {
  const asked = (askedItems.get(context) ?? 0) + first
  askedItems.set(context, asked)
  if (asked > maxItems)
    throw new AppError(
      'badInput',
      `first: the pages of one request must have at most ${maxItems} items together`,
    )
  return takePage(first, read, toCursor)
}

type Edge<Node> = { cursor: string; node: Node }

export function toConnection<Node>(
  { rows, next }: Page<Node>,
  { after }: { after?: unknown },
  toCursor: (node: Node) => string,
) {
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
