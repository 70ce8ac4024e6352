import type { Fauxqs } from './fauxqs.ts'

type Answer = { QueueUrl?: string; QueueUrls?: string[] }
/** An item of `/_fauxqs/queues`, which lists the queues for people. */
type Shown = { url: string }

/**
 * Makes queue URLs use the host of the request, and ignores the region of the signature. fauxqs puts queues at
 * sqs.us-east-1.localhost, which not every resolver knows and which is a different machine inside a container.
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
