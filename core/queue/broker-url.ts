type Broker = { kind: 'postgres' } | { kind: 'redis'; url: string } | { kind: 'sqs'; queue: string }

const sqsName = /^sqs:\/\/([\w-]{1,80}|[\w-]{1,75}\.fifo)?$/
/** Allows neither credentials nor a query, so the URL is safe to log. */
const sqsQueueUrl = /^https?:\/\/[\w.:[\]-]+\/(?:[\w-]+\/)*[\w-]+(?:\.fifo)?$/

export const isBrokerUrl = (value: string): boolean =>
  URL.canParse(value) && (/^rediss?:\/\//.test(value) || sqsName.test(value) || sqsQueueUrl.test(value))

/** @param name of the queue, unless BROKER_URL contains one */
export function readBrokerUrl(brokerUrl: string | undefined, name: string): Broker {
  if (brokerUrl === undefined) return { kind: 'postgres' }
  if (brokerUrl.startsWith('redis')) return { kind: 'redis', url: brokerUrl }
  const named = sqsName.exec(brokerUrl)
  return { kind: 'sqs', queue: named ? (named[1] ?? name) : brokerUrl }
}
