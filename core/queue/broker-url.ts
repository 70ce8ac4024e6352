type Broker = { kind: 'postgres' } | { kind: 'redis'; url: string } | { kind: 'sqs'; queue: string }

const sqsName = /^sqs:\/\/([\w-]{1,80}|[\w-]{1,75}\.fifo)?$/
/** Neither a user nor a query: what is left may be shown. */
const sqsQueueUrl = /^https?:\/\/[\w.:[\]-]+\/(?:[\w-]+\/)*[\w-]+(?:\.fifo)?$/

export const isBrokerUrl = (value: string): boolean =>
  URL.canParse(value) && (/^rediss?:\/\//.test(value) || sqsName.test(value) || sqsQueueUrl.test(value))

/** @param name what the queue is called where BROKER_URL does not say it */
export function readBrokerUrl(brokerUrl: string | undefined, name: string): Broker {
  if (brokerUrl === undefined) return { kind: 'postgres' }
  if (brokerUrl.startsWith('redis')) return { kind: 'redis', url: brokerUrl }
  const named = sqsName.exec(brokerUrl)
  return { kind: 'sqs', queue: named ? (named[1] ?? name) : brokerUrl }
}
