import type { Door, OpenDoor, Page } from './door.ts'
import { openGraphqlDoor } from './graphql-door.ts'
import { openRestDoor } from './rest-door.ts'
import { openTrpcDoor } from './trpc-door.ts'

/** All doors, for `describe.each`. */
export const doors: { name: string; open: OpenDoor }[] = [
  { name: 'REST', open: openRestDoor },
  { name: 'GraphQL', open: openGraphqlDoor },
  { name: 'tRPC', open: openTrpcDoor },
]

/** The answers of all doors to the same request, in the order of `doors`. */
export const askAll = <Answer>(url: string, question: (door: Door) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(doors.map(({ open }) => question(open(url))))

/** The same answer for each door. */
export const same = <Answer>(answer: Answer): Answer[] => doors.map(() => answer)

/** All pages of a list. */
export async function readPages<Item>(
  list: (after: string | undefined) => Promise<Page<Item>>,
): Promise<Item[][]> {
  const pages: Item[][] = []
  let after: string | undefined
  do {
    const { items, next } = await list(after)
    pages.push(items)
    after = next
  } while (after !== undefined)
  return pages
}
