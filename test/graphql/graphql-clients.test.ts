import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { Client as UrqlClient, fetchExchange, type OperationResult } from '@urql/core'
import { type AuditFail, serverAudits } from 'graphql-http'
import { OperationTypeNode } from 'graphql'
import { createClient as createSseClient } from 'graphql-sse'
import { Observable } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { ask, useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres' })

const documents = {
  create: 'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { id title } }',
  todo: 'query Todo($id: ID!) { todo(id: $id) { title } }',
  createJob: 'mutation { createCalendarJob { id } }',
  watch: 'subscription ($id: ID!) { calendarJobStatus(id: $id) { id state } }',
}

type Answer = { data: Record<string, unknown> | undefined; codes: unknown[] }
type Client = {
  query: (document: string, variables: object) => Promise<Answer>
  mutate: (document: string, variables: object) => Promise<Answer>
  /** Every result, until the stream is complete. */
  subscribe: (document: string, variables: object) => Promise<Answer[]>
}

const toCodes = (errors: readonly { extensions?: Record<string, unknown> | undefined }[] = []) =>
  errors.map(({ extensions }) => extensions?.['code'])

type Fields = Record<string, unknown>
type Result = { data?: Fields | null | undefined; errors?: Parameters<typeof toCodes>[0] | undefined }
const toAnswer = ({ data, errors }: Result): Answer => ({ data: data ?? undefined, codes: toCodes(errors) })

const toApolloAnswer = ({ data, error }: { data?: unknown; error?: unknown }): Answer =>
  toAnswer({ data: data as Fields, errors: CombinedGraphQLErrors.is(error) ? error.errors : undefined })

function openApollo(url: string): Client {
  const sse = createSseClient({ url: `${url}/graphql` })
  // Apollo has no transport for subscriptions over server-sent events.
  const sseLink = new ApolloLink(
    ({ query, variables }) =>
      new Observable(observer =>
        sse.subscribe({ query: query.loc?.source.body ?? '', variables }, observer as never),
      ),
  )
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      sseLink,
      new HttpLink({ uri: `${url}/graphql`, includeExtensions: true }),
    ),
  })
  return {
    query: async (document, variables) =>
      toApolloAnswer(await client.query({ query: gql(document), variables, errorPolicy: 'all' })),
    mutate: async (document, variables) =>
      toApolloAnswer(await client.mutate({ mutation: gql(document), variables, errorPolicy: 'all' })),
    subscribe: (document, variables) =>
      new Promise((resolve, reject) => {
        const all: Answer[] = []
        client.subscribe({ query: gql(document), variables }).subscribe({
          next: result => all.push(toApolloAnswer(result)),
          complete: () => resolve(all),
          error: reject,
        })
      }),
  }
}

const toUrqlAnswer = ({ data, error }: OperationResult): Answer =>
  toAnswer({ data: data as Fields, errors: error?.graphQLErrors })

function openUrql(url: string): Client {
  const client = new UrqlClient({
    url: `${url}/graphql`,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    preferGetMethod: 'within-url-limit',
  })
  return {
    query: async (document, variables) => toUrqlAnswer(await client.query(document, variables).toPromise()),
    mutate: async (document, variables) =>
      toUrqlAnswer(await client.mutation(document, variables).toPromise()),
    subscribe: (document, variables) =>
      new Promise(resolve => {
        const all: Answer[] = []
        client.subscription(document, variables).subscribe(result => {
          all.push(toUrqlAnswer(result))
          if (!result.hasNext) resolve(all)
        })
      }),
  }
}

function openSse(url: string): Client {
  const client = createSseClient({ url: `${url}/graphql` })
  const read = (query: string, variables: object) =>
    Array.fromAsync(client.iterate({ query, variables: variables as Fields }), toAnswer)
  const readOne = async (query: string, variables: object) => {
    const [answer] = await read(query, variables)
    if (!answer) throw new Error('Completed without an answer')
    return answer
  }
  return { query: readOne, mutate: readOne, subscribe: read }
}

const readId = ({ data }: Answer, field: string) => (data?.[field] as { id: string } | undefined)?.id

describe.for([
  ['Apollo Client', openApollo],
  ['urql', openUrql],
  ['graphql-sse', openSse],
] as const)('%s', ([, open]) => {
  test('queries, mutates, reads error codes and watches a job to its end', async () => {
    const client = open(service.url)
    const created = await client.mutate(documents.create, { input: { title: 'Report' } })
    expect(created).toMatchObject({ data: { createTodo: { title: 'Report' } }, codes: [] })
    const id = readId(created, 'createTodo')
    expect(await client.query(documents.todo, { id })).toMatchObject({
      data: { todo: { title: 'Report' } },
      codes: [],
    })
    expect((await client.query(documents.todo, { id: '987654321' })).codes).toEqual(['NOT_FOUND'])
    expect((await client.mutate(documents.create, { input: { title: '' } })).codes).toEqual(['BAD_INPUT'])

    const jobId = readId(await client.mutate(documents.createJob, {}), 'createCalendarJob')
    const updates = await client.subscribe(documents.watch, { id: jobId })
    expect(updates.flatMap(({ codes }) => codes)).toEqual([])
    const states = updates.flatMap(
      ({ data }) => (data?.['calendarJobStatus'] as { state?: string })?.state ?? [],
    )
    expect(states.at(-1)).toBe('SUCCESS')
  })
})

describe('Apollo Client', () => {
  test.for([true, false])('sends whole queries after persisted ones were refused, GET: %s', async get => {
    const persisted = new PersistedQueryLink({
      sha256: text => createHash('sha256').update(text).digest('hex'),
      useGETForHashedQueries: get,
    })
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: persisted.concat(new HttpLink({ uri: `${service.url}/graphql` })),
    })
    const { data } = await client.query({ query: gql('query Counts { todoCounts { total } }') })
    expect(data).toMatchObject({ todoCounts: { total: expect.any(Number) } })
  })
})

describe('a GraphQL request', () => {
  const query = 'query One { one: __typename } query Two { two: __typename }'
  test.for([
    { query: '{ one: __typename }', operationName: null, variables: null, extensions: null },
    {
      query,
      operationName: 'One',
      variables: {},
      extensions: { clientLibrary: { name: 'x', version: '1' } },
    },
    // Relay and others send parameters that the specification does not define. Servers must ignore them.
    { query, operationName: 'One', id: 'abc', doc_id: null, documentId: 5, text: '' },
  ])('accepts %j', async json => {
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const answer = await ask(service.url, 'POST /graphql', { json, headers: { accept } })
      expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { data: { one: 'Query' } }])
    }
  })
})

describe('the GraphQL over HTTP audit', () => {
  test('passes every check', async () => {
    const results = await Promise.all(serverAudits({ url: `${service.url}/graphql` }).map(({ fn }) => fn()))
    const failed = results.filter(({ status }) => status !== 'ok') as AuditFail[]
    expect(failed.map(({ id, name, reason }) => `${id} ${name}: ${reason}`)).toEqual([])
  })
})
