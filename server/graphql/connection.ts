import { z } from 'zod'
import { builder } from './builder.ts'

const mostAtOnce = 100

/** Forward paging: a list is read from its beginning. */
export const pageArgs = builder.args(t => ({
  first: t.int({
    description: `How many items at most, 1 to ${mostAtOnce}.`,
    required: true,
    defaultValue: mostAtOnce,
  }),
  after: t.string({
    description: 'The cursor behind which the page begins; null: the beginning of the list.',
  }),
}))

export const pageFields = <Cursor extends z.ZodType>(cursor: Cursor) => ({
  first: z.int().refine(count => count >= 1 && count <= mostAtOnce, `must be between 1 and ${mostAtOnce}`),
  after: cursor.nullish().transform(value => value ?? undefined),
})

type Edge<Node> = { cursor: string; node: Node }

/** @param found one more than the page holds, when there is one */
export function toConnection<Node>(
  found: readonly Node[],
  { first, after }: { first: number; after?: unknown },
  toCursor: (node: Node) => string,
) {
  const edges: Edge<Node>[] = found.slice(0, first).map(node => ({ cursor: toCursor(node), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
