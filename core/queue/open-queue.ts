import type { Log } from '../log.ts'
import { openPostgresBroker } from './postgres-broker.ts'
import { openRedisBroker } from './redis-broker.ts'
import { openBullQueue } from './bull-queue.ts'
import type { Queue } from './queue.ts'

type QueueSettings = { databaseUrl: string; brokerUrl: string | undefined; name: string }

export function openQueue({ databaseUrl, brokerUrl, name }: QueueSettings, log: Log): Queue {
  return brokerUrl === undefined
    ? openBullQueue(openPostgresBroker(databaseUrl, name), log)
    : openBullQueue(openRedisBroker(brokerUrl, name), log)
}

/** What a start message calls the broker: its kind and place, without a secret. */
export function describeBroker(brokerUrl: string | undefined): string {
  if (brokerUrl === undefined) return 'PostgreSQL'
  const { protocol, host } = new URL(brokerUrl)
  return `${protocol}//${host}`
}
