import type { Fauxqs } from './fauxqs.ts'

type Answer = { QueueUrl?: string; QueueUrls?: string[] }

/**
 * One place under every name: the URL of a queue leads to where the client asked for it, and the region that the client
 * signs for makes no difference. As fauxqs has it, a queue is at sqs.us-east-1.localhost, which not every resolver knows
 * and which means another machine in a container.
 */
export function giveReachableUrls(app: Fauxqs): void {
  app.addHook('preHandler', async ({ headers }) => void delete headers.authorization)
  app.addHook('preSerialization', async ({ headers }, _reply, payload) => {
    const place = (url: string) => `http://${headers.host}${new URL(url).pathname}`
    const { QueueUrl, QueueUrls } = (payload ?? {}) as Answer
    if (QueueUrl !== undefined) return { ...(payload as Answer), QueueUrl: place(QueueUrl) }
    if (QueueUrls !== undefined) return { ...(payload as Answer), QueueUrls: QueueUrls.map(place) }
    return payload
  })
}
