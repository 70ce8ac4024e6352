import { createGraphQLError, type GraphQLParams, type Plugin } from 'graphql-yoga'
import { isJson } from '../http/json-content-type.ts'

const parameters = new Set(['query', 'operationName', 'variables', 'extensions'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * In place of Yoga's parsers, which execute what a foreign page's form can send without the browser asking first
 * (form, multipart, text/plain), and which take malformed JSON in an address for a bug of ours. What a GET can ask for
 * changes nothing and cannot be read from elsewhere.
 */
export const readParams: Plugin = {
  onRequestParse({ request, setRequestParser }) {
    if (request.method === 'POST') setRequestParser(readBody)
    if (request.method === 'GET') setRequestParser(readAddress)
  },
  onParams({ params }) {
    // What is not an object yet is refused after this.
    const { query, extensions } = Object(params) as Partial<GraphQLParams>
    if (query !== undefined || params === null) return
    // Yoga would answer 200 to clients of the older media type, although this is no GraphQL request.
    throw extensions?.['persistedQuery']
      ? persistedQueryNotSupported()
      : badRequest(400, 'Must provide query string.')
  },
}

async function readBody(request: Request): Promise<GraphQLParams> {
  if (!isJson(request.headers.get('content-type') ?? undefined)) {
    throw badRequest(415, 'The body must be JSON, with Content-Type: application/json')
  }
  const bytes = await request.arrayBuffer()
  try {
    return pickParams(JSON.parse(utf8.decode(bytes)))
  } catch {
    throw badRequest(400, 'The body is not valid JSON')
  }
}

/** The GraphQL over HTTP specification: what a server does not know it ignores, and null is the same as left out. */
function pickParams(body: unknown): GraphQLParams {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body as GraphQLParams
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => parameters.has(name) && value !== null),
  )
}

function readAddress({ url }: Request): GraphQLParams {
  const { searchParams } = new URL(url)
  return {
    ...readText(searchParams, 'query'),
    ...readText(searchParams, 'operationName'),
    ...readJson(searchParams, 'variables'),
    ...readJson(searchParams, 'extensions'),
  }
}

function readText(searchParams: URLSearchParams, name: string): Record<string, string> {
  const text = searchParams.get(name)
  return text ? { [name]: text } : {}
}

function readJson(searchParams: URLSearchParams, name: string): Record<string, object> {
  const text = searchParams.get(name)
  if (!text) return {}
  try {
    return { [name]: JSON.parse(text) as object }
  } catch {
    throw badRequest(400, `${name}: must be JSON`)
  }
}

const badRequest = (status: number, message: string) =>
  createGraphQLError(message, { extensions: { http: { status } } })

export const persistedQueryCode = 'PERSISTED_QUERY_NOT_SUPPORTED'

/**
 * A request for a query that the server is to know by its hash. With these words, and a status that does not make it a
 * failure, Apollo Client and urql send the query itself from then on.
 */
const persistedQueryNotSupported = () =>
  createGraphQLError('PersistedQueryNotSupported', {
    extensions: { code: persistedQueryCode, http: { status: 200 } },
  })
