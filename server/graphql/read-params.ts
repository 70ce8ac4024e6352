import { createGraphQLError, type GraphQLParams, type Plugin } from 'graphql-yoga'

const json = /^application\/json\s*(?:;|$)/i
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
}

async function readBody(request: Request): Promise<GraphQLParams> {
  if (!json.test(request.headers.get('content-type') ?? '')) {
    throw badRequest(415, 'The body must be JSON, with Content-Type: application/json')
  }
  const bytes = await request.arrayBuffer()
  try {
    return JSON.parse(utf8.decode(bytes)) as GraphQLParams
  } catch {
    throw badRequest(400, 'The body is not valid JSON')
  }
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
