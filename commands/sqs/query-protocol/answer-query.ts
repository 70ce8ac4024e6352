import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { askFauxqs, type Fauxqs } from '../fauxqs.ts'
import { readReceived, release } from '../sqs-call.ts'
import { parseQuery, type QueryCall } from './parse-query.ts'
import { type Structure, writeAnswer, writeError } from './write-answer.ts'

type Answer = { status: number; body: string }
type SqsProblem = { __type?: string; message?: string }

const xml = { 'content-type': 'text/xml' }

/** Errors whose names have a prefix in this protocol. Other names are the same in both protocols. */
const prefixed =
  /^(?:BatchEntryIdsNotDistinct|BatchRequestTooLong|EmptyBatchRequest|InvalidBatchEntryId|MessageNotInflight|NonExistentQueue|TooManyEntriesInBatchRequest)$/
const renamed = new Map([
  ['QueueDoesNotExist', 'NonExistentQueue'],
  ['QueueNameExists', 'QueueAlreadyExists'],
])

export const isQuery = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST'
    ? /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
    : method === 'GET' && /[?&]Action=/.test(url)

/**
 * Answers a request in the query protocol of AWS SDKs before November 2023 (boto3 before 1.28, which Celery uses): forms
 * in, XML out. The emulator gets the call in the JSON protocol.
 */
export async function answerQuery(
  app: Fauxqs,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // CSRF: any web page can make a browser send a form. SDKs send neither header.
  if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) {
    request.resume()
    response.writeHead(403, xml).end(writeError('AccessDenied', 'Requests from web pages are not allowed.'))
    return
  }
  const { pathname, search } = new URL(request.url ?? '/', 'http://local')
  const call = parseQuery(new URLSearchParams(request.method === 'GET' ? search : await text(request)))
  // Without a QueueUrl the path of the request is the queue.
  if (call && pathname !== '/') call.input['QueueUrl'] ??= `http://local${pathname}`
  const { status, body } = await answer(app, call, request)
  response.writeHead(status, xml).end(body)
}

async function answer(app: Fauxqs, call: QueryCall | undefined, request: IncomingMessage): Promise<Answer> {
  if (!call) return { status: 400, body: writeError('MissingAction', 'The request has no Action.') }
  const { action, input } = call
  const { status, body: output } = await askFauxqs(app, action, input, request.headers.host)
  if (status !== 200) return { status, body: toError(output as SqsProblem) }
  if (action === 'ReceiveMessage' && request.socket.destroyed) {
    const { QueueUrl } = input as { QueueUrl: string }
    for (const message of readReceived(output).toReversed()) await release(app, { QueueUrl }, message)
  }
  return { status, body: writeAnswer(action, output as Structure) }
}

function toError({ __type = '', message = 'Unexpected error' }: SqsProblem): string {
  const [, name = 'InternalFailure'] = __type.split('#')
  const code = renamed.get(name) ?? name
  return writeError(prefixed.test(code) ? `AWS.SimpleQueueService.${code}` : code, message)
}
