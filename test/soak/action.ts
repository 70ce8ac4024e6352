import type { Answer, Client } from './client.ts'
import type { Notes } from './notes.ts'

/** What visitors know of the service, and what they do it with. */
export type SoakContext = {
  url: string
  client: Client
  notes: Notes
  /** 0 up to 1. */
  roll: () => number
  todoIds: number[]
  /** The newest last; older ones are forgotten. */
  jobIds: string[]
  feeds: { id: string; path: string; etag?: string | undefined }[]
}

/** Something that visitors do, `share` times in a hundred. @throws Error when the service does not do its part */
export type Action = { name: string; share: number; act: (context: SoakContext) => Promise<void> }

export const pick = <Item>({ roll }: SoakContext, items: readonly Item[]): Item | undefined =>
  items[Math.floor(roll() * items.length)]

/** @returns the body. @throws Error unless it is one of these answers */
export function expectStatus({ status, body }: Answer, ...expected: number[]): string {
  if (expected.includes(status)) return body
  throw new Error(`the answer is ${status}, not ${expected.join(' or ')}: ${body.slice(0, 200)}`)
}

type GraphqlAnswer = { data?: Record<string, unknown>; errors?: { extensions?: { code?: string } }[] }

/** @param allowed codes of errors that are no surprise */
export async function askGraphql(
  { client }: SoakContext,
  query: string,
  variables: object,
  ...allowed: string[]
): Promise<GraphqlAnswer> {
  const answer = await client.ask('POST', '/graphql', { body: { query, variables } })
  const { data, errors = [] } = JSON.parse(expectStatus(answer, 200)) as GraphqlAnswer
  const isSurprising = errors.some(({ extensions }) => !allowed.includes(extensions?.code ?? ''))
  if (isSurprising) throw new Error(`GraphQL answered ${answer.body.slice(0, 200)}`)
  return { ...(data && { data }), errors }
}
