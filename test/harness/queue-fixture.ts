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
  /** Takes what waits, without deleting it. */
  takeAll: (url: string) => Promise<Message[]>
}

/** A private SQS, to which the environment of this process leads. */
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

/** As a sender numbers them. */
export const texts = (count: number, prepended = ''): string[] =>
  Array.from({ length: count }, (_, n) => `${prepended}Message ${n}`)

/** For a sender that nobody watches. */
export const atOnce = ['--rate', '0', '--batch', '10']

export const parseLines = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
