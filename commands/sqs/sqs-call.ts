import { askFauxqs, type Fauxqs } from './fauxqs.ts'

/** The body of a request, as far as the hooks look at it. */
type Call = {
  QueueUrl: string
  MessageSystemAttributeNames?: string[]
  DelaySeconds?: number
  Entries?: { DelaySeconds?: number }[]
}

type Received = { ReceiptHandle: string; Attributes?: Record<string, string> }

/** What is called if it is one of these actions. */
export function readCall(
  { headers, body }: { headers: Record<string, unknown>; body: unknown },
  ...actions: string[]
): Call | undefined {
  const isOne = actions.some(action => headers['x-amz-target'] === `AmazonSQS.${action}`)
  return isOne && typeof body === 'object' && body !== null && 'QueueUrl' in body ? (body as Call) : undefined
}

export const readReceived = (payload: unknown): Received[] =>
  (payload as { Messages?: Received[] } | null)?.Messages ?? []

/** The message can be received again at once; the receipt handle is worth nothing from then on. */
export const release = (app: Fauxqs, { QueueUrl }: Call, { ReceiptHandle }: Received): Promise<unknown> =>
  askFauxqs(app, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })
