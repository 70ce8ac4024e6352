import { join } from 'node:path'
import { GetQueueAttributesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Environment } from '../environment.ts'

/** The local SQS of `npm run sqs`, with the default queue of BROKER_URL=sqs://. */
export type LocalSqs = AsyncDisposable & {
  /** What leads a process to it. */
  env: Record<string, string>
  countWaiting: () => Promise<number>
  forgetMessages: () => Promise<void>
}

export async function startLocalSqs({ processes }: Environment): Promise<LocalSqs> {
  const main = join(import.meta.dirname, '../../main.ts')
  const running = await processes.startNode('sqs', [main, 'sqs', '--port', '0'])
  const { url = '' } = (await running.nextMessage()) as { url?: string }
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
  const client = new SQSClient({ endpoint: url, region: 'us-east-1', credentials })
  const queue = { QueueUrl: `${url}/000000000000/ical` }
  return {
    env: {
      BROKER_URL: 'sqs://',
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    async countWaiting() {
      const { Attributes: found } = await client.send(
        new GetQueueAttributesCommand({ ...queue, AttributeNames: ['ApproximateNumberOfMessages'] }),
      )
      return Number(found?.ApproximateNumberOfMessages)
    },
    forgetMessages: async () => void (await client.send(new PurgeQueueCommand(queue))),
    async [Symbol.asyncDispose]() {
      client.destroy()
      await running[Symbol.asyncDispose]()
    },
  }
}
