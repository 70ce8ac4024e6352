import {
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { vi } from 'vitest'
import { startTestSqs, type TestSqs } from './test-sqs.ts'

export type QueueFixture = AsyncDisposable & {
  sqs: TestSqs
  /** A queue that no other test uses. */
  newQueue: (suffix?: string, attributes?: Record<string, string>) => Promise<{ name: string; url: string }>
  put: (url: string, body: string, client?: MessageAttributeValue) => Promise<void>
  /** Receives all visible messages without deleting them. */
  takeAll: (url: string) => Promise<Message[]>
}

/** Starts a private SQS and sets the environment of this process to its address. */
export async function openQueueFixture(): Promise<QueueFixture> {
  const sqs = await startTestSqs()
  for (const [name, value] of Object.entries(sqs.env)) vi.stubEnv(name, value)
  let queues = 0
  return {
    sqs,
    async newQueue(suffix = '', attributes = {}) {
      const name = `queue-${(queues += 1)}${suffix}`
      return { name, url: await sqs.createQueue(name, attributes) }
    },
    async put(url, body, client) {
      const attributes = client && { MessageAttributes: { client } }
      await sqs.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...attributes }))
    },
    async takeAll(url) {
      const command = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      })
      const taken: Message[] = []
      for (;;) {
        const { Messages = [] } = await sqs.client.send(command)
        if (Messages.length === 0) return taken
        taken.push(...Messages)
      }
    },
    async [Symbol.asyncDispose]() {
      vi.unstubAllEnvs()
      await sqs[Symbol.asyncDispose]()
    },
  }
}

/** The messages of a sender. */
export const texts = (count: number, prepended = ''): string[] =>
  Array.from({ length: count }, (_, n) => `${prepended}Message ${n}`)

/** Sends as fast as possible. */
export const atOnce = ['--rate', '0', '--batch', '10']

export const parseLines = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
