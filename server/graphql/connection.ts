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

/** @param position what a cursor of the list stands for */
export const pageFields = <Position extends z.ZodType>(position: Position) => ({
  first: z.int().refine(count => count >= 1 && count <= mostAtOnce, `must be between 1 and ${mostAtOnce}`),
  after: z
    .string()
    .transform((cursor, context) => parseCursor(position, cursor, context))
    .nullish()
    .transform(value => value ?? undefined),
})

function parseCursor<Position extends z.ZodType>(
  position: Position,
  cursor: string,
  context: z.RefinementCtx,
): z.output<Position> {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a cursor of this list', input: cursor })
    return z.NEVER
  }
}

const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')

type Edge<Node> = { cursor: string; node: Node }

/** @param found one more than the page holds, when there is one */
export function toConnection<Node>(
  found: readonly Node[],
  { first, after }: { first: number; after?: unknown },
  toPosition: (node: Node) => unknown,
) {
  const edges: Edge<Node>[] = found
    .slice(0, first)
    .map(node => ({ cursor: toCursor(toPosition(node)), node }))
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
