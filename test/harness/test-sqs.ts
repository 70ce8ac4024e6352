import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs'
import { openEmulator } from '../../commands/sqs/emulator.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'

type Refusal = {
  /** As in `SendMessage`; unset: every action. */
  action?: string
  /** As AWS names it: `RequestThrottled`, `AccessDenied`. */
  code: string
  message?: string
  status?: number
}

export type TestSqs = AsyncDisposable & {
  /** The endpoint. */
  url: string
  /** What lets a process reach it. */
  env: Record<string, string>
  client: SQSClient
  /** @returns the queue's URL */
  createQueue: (name: string, attributes?: Partial<Record<QueueAttributeName, string>>) => Promise<string>
  /** How many requests came, of each action. */
  counts: Map<string, number>
  /** Answers with this error from now on; undefined ends that. */
  refuse: (refusal: Refusal | undefined) => void
  /** Closes the port and all connections. Queues and messages stay, as AWS' do. */
  stop: () => Promise<void>
  start: () => Promise<void>
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const region = 'us-east-1'

/** A private SQS. Unruly: standard queues break the order and deliver some messages twice. */
export async function startTestSqs({ isUnruly = false } = {}): Promise<TestSqs> {
  await using opening = new AsyncDisposableStack()
  const emulator = opening.use(await openEmulator({ isUnruly }))
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const counts = new Map<string, number>()
  let refusal: Refusal | undefined
  let server: Server | undefined

  function intercept(request: IncomingMessage, response: ServerResponse): boolean {
    const action = String(request.headers['x-amz-target'] ?? 'query').replace('AmazonSQS.', '')
    counts.set(action, (counts.get(action) ?? 0) + 1)
    if (!refusal || (refusal.action !== undefined && refusal.action !== action)) return false
    const { code, message = 'Refused by the test', status = 400 } = refusal
    request.resume()
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }))
    return true
  }
  async function start() {
    server = emulator.createServer(intercept)
    server.listen({ port, host: '127.0.0.1' })
    await once(server, 'listening')
  }
  async function stop() {
    const stopping = server
    server = undefined
    if (!stopping) return
    const closed = once(stopping, 'close')
    stopping.close()
    stopping.closeAllConnections()
    await closed
  }

  await start()
  opening.defer(stop)
  const client = new SQSClient({ endpoint: url, region, credentials })
  opening.defer(() => client.destroy())
  const opened = opening.move()
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    client,
    createQueue: async (name, attributes) => {
      await emulator.createQueue(name, attributes)
      return `${url}/000000000000/${name}`
    },
    counts,
    refuse: next => void (refusal = next),
    stop,
    start,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
