import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { askFauxqs, loadFauxqs } from './fauxqs.ts'
import { giveBackUndelivered } from './give-back-undelivered.ts'
import { giveReachableUrls } from './give-reachable-urls.ts'
import { answerQuery, isQuery } from './query-protocol/answer-query.ts'
import { makeUnruly } from './make-unruly.ts'

/** The queue operations of SQS, in this process. Its content is lost when it is disposed. */
export type Emulator = AsyncDisposable & {
  createQueue: (name: string, attributes?: Record<string, string>) => Promise<void>
  /** @param answers returns true if it has handled the request itself */
  createServer: (answers?: (request: IncomingMessage, response: ServerResponse) => boolean) => Server
}

/** @param isUnruly standard queues break the order and deliver some messages twice, as AWS can. */
export async function openEmulator({ isUnruly }: { isUnruly: boolean }): Promise<Emulator> {
  const { buildApp } = await loadFauxqs()
  const app = buildApp({ logger: false })
  giveReachableUrls(app)
  giveBackUndelivered(app)
  if (isUnruly) makeUnruly(app)
  await app.ready()
  return {
    async createQueue(name, attributes = {}) {
      const { status, body } = await askFauxqs(app, 'CreateQueue', {
        QueueName: name,
        Attributes: attributes,
      })
      if (status !== 200) throw new Error(`Queue ${name} was not created: ${JSON.stringify(body)}`)
    },
    createServer: (answers = () => false) =>
      createServer((request, response) => {
        if (answers(request, response)) return
        if (!isQuery(request)) app.routing(request, response)
        // Fails only if the client aborts the request.
        else answerQuery(app, request, response).catch(() => response.destroy())
      }),
    [Symbol.asyncDispose]: () => app.close(),
  }
}
