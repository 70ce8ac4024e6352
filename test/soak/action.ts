import type { Answer, Client } from './client.ts'
import type { Notes } from './notes.ts'

/** What the actions of clients share: the client itself, and what it has created so far. */
export type SoakContext = {
  url: string
  client: Client
  notes: Notes
  /** A random number from 0 up to 1. */
  roll: () => number
  todoIds: number[]
  /** The newest last; only the last 200 are kept. */
  jobIds: string[]
  feeds: { id: string; path: string; etag?: string | undefined }[]
}

/** Something that a client does, chosen in proportion to `share`. @throws Error when the service answers wrongly */
export type Action = { name: string; share: number; act: (context: SoakContext) => Promise<void> }

export const pick = <Item>({ roll }: SoakContext, items: readonly Item[]): Item | undefined =>
  items[Math.floor(roll() * items.length)]

/** @returns the body. @throws Error for any other status than the expected ones */
export function expectStatus({ status, body }: Answer, ...expected: number[]): string {
  if (expected.includes(status)) return body
  throw new Error(`the answer is ${status}, not ${expected.join(' or ')}: ${body.slice(0, 200)}`)
}

type GraphqlAnswer = { data?: Record<string, unknown>; errors?: { extensions?: { code?: string } }[] }

/** @param allowed error codes to accept. @throws Error for any other error */
export async function askGraphql(
  { client }: SoakContext,
  query: string,
  variables: object,
  ...allowed: string[]
): Promise<GraphqlAnswer> {
  const answer = await client.ask('POST', '/graphql', { body: { query, variables } })
  const { data, errors = [] } = JSON.parse(expectStatus(answer, 200)) as GraphqlAnswer
  const isUnexpected = errors.some(({ extensions }) => !allowed.includes(extensions?.code ?? ''))
  if (isUnexpected) throw new Error(`GraphQL answered ${answer.body.slice(0, 200)}`)
  return { ...(data && { data }), errors }
}
