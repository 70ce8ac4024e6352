import { askFauxqs, type Fauxqs } from './fauxqs.ts'

/** The fields of a request's body that the hooks use. */
type Call = {
  QueueUrl: string
  MessageSystemAttributeNames?: string[]
  DelaySeconds?: number
  Entries?: { DelaySeconds?: number }[]
}

type Received = { ReceiptHandle: string; Attributes?: Record<string, string> }

/** @returns the body if the request calls one of the actions */
export function readCall(
  { headers, body }: { headers: Record<string, unknown>; body: unknown },
  ...actions: string[]
): Call | undefined {
  const isOne = actions.some(action => headers['x-amz-target'] === `AmazonSQS.${action}`)
  return isOne && typeof body === 'object' && body !== null && 'QueueUrl' in body ? (body as Call) : undefined
}

export const readReceived = (payload: unknown): Received[] =>
  (payload as { Messages?: Received[] } | null)?.Messages ?? []

/** Makes a message available again at once, which invalidates its receipt handle. */
export const release = (app: Fauxqs, { QueueUrl }: Call, { ReceiptHandle }: Received): Promise<unknown> =>
  askFauxqs(app, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })
