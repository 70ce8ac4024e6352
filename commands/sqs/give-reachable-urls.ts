import type { Fauxqs } from './fauxqs.ts'

type Answer = { QueueUrl?: string; QueueUrls?: string[] }
/** At `/_fauxqs/queues`, where people look at the queues. */
type Shown = { url: string }

/**
 * One place under every name: the URL of a queue leads to where the client asked for it, and the region that the client
 * signs for makes no difference. As fauxqs has it, a queue is at sqs.us-east-1.localhost, which not every resolver knows
 * and which means another machine in a container.
 */
export function giveReachableUrls(app: Fauxqs): void {
  app.addHook('preHandler', async ({ headers }) => void delete headers.authorization)
  app.addHook('preSerialization', async ({ headers, url: path }, _reply, payload) => {
    const place = (url: string) => `http://${headers.host}${new URL(url).pathname}`
    if (path.startsWith('/_fauxqs/queues')) {
      const show = (queue: Shown) => ({ ...queue, ...(queue.url && { url: place(queue.url) }) })
      return Array.isArray(payload) ? payload.map(show) : show(payload as Shown)
    }
    const { QueueUrl, QueueUrls } = (payload ?? {}) as Answer
    if (QueueUrl !== undefined) return { ...(payload as Answer), QueueUrl: place(QueueUrl) }
    if (QueueUrls !== undefined) return { ...(payload as Answer), QueueUrls: QueueUrls.map(place) }
    return payload
  })
}
