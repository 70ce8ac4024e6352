import { startTestSqs, type TestSqs } from './test-sqs.ts'

/** `unruly SQS`: a standard queue that breaks the order and delivers some messages twice, as AWS may. */
export type SqsKind = 'SQS' | 'FIFO SQS' | 'unruly SQS'

export const sqsKinds: SqsKind[] = ['SQS', 'FIFO SQS', 'unruly SQS']

export const isSqsKind = (kind: string): kind is SqsKind => sqsKinds.some(known => known === kind)

export type TestSqsBroker = AsyncDisposable & {
  sqs: TestSqs
  /** @returns its BROKER_URL */
  createQueue: (name: string) => Promise<string>
}

/** A private SQS, which this process uses too: only one at a time. */
export async function startTestSqsBroker(kind: SqsKind): Promise<TestSqsBroker> {
  await using opening = new AsyncDisposableStack()
  const sqs = opening.use(await startTestSqs({ isUnruly: kind === 'unruly SQS' }))
  opening.use(useSqs(sqs))
  const opened = opening.move()
  return {
    sqs,
    async createQueue(name) {
      const isFifo = kind === 'FIFO SQS'
      const queue = isFifo ? `${name}.fifo` : name
      await sqs.createQueue(queue, isFifo ? { FifoQueue: 'true' } : {})
      return `sqs://${queue}`
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Leads the AWS SDK of this process there: it reads its settings from nowhere but the environment. */
export function useSqs({ env }: Pick<TestSqs, 'env'>): Disposable {
  const before = Object.keys(env).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, env)
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    },
  }
}
