import { createGraphQLError, type GraphQLParams, type Plugin } from 'graphql-yoga'
import { isJson } from '../http/json-content-type.ts'

const parameters = new Set(['query', 'operationName', 'variables', 'extensions'])
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Replaces Yoga's parsers, which execute bodies that a page of another site can send without a CORS preflight (form,
 * multipart, text/plain), and which report malformed JSON in a URL as an internal error. GET is safe: it runs no
 * mutations, and pages of other sites cannot read the answer.
 */
export const readParams: Plugin = {
  onRequestParse({ request, setRequestParser }) {
    if (request.method === 'POST') setRequestParser(readBody)
    if (request.method === 'GET') setRequestParser(readUrl)
  },
  onParams({ params }) {
    // Yoga refuses params that are not an object after this hook.
    const { query, extensions } = Object(params) as Partial<GraphQLParams>
    if (query !== undefined || params === null) return
    // Yoga would answer 200 to clients of the older media type, although this is not a GraphQL request.
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

/** GraphQL over HTTP: servers ignore unknown parameters, and null is the same as absent. */
function pickParams(body: unknown): GraphQLParams {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body as GraphQLParams
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => parameters.has(name) && value !== null),
  )
}

function readUrl({ url }: Request): GraphQLParams {
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
 * The answer to a request that names its query only by a hash. With this message and a status of success, Apollo Client
 * and urql send the whole query from then on.
 */
const persistedQueryNotSupported = () =>
  createGraphQLError('PersistedQueryNotSupported', {
    extensions: { code: persistedQueryCode, http: { status: 200 } },
  })
