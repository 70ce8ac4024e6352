import { type SqsError, toSqsError } from '../../core/queue/sqs/sqs-error.ts'
import type { Connection } from './connect.ts'
import { describeProblem } from './describe.ts'
import { describeReceived } from './describe-received.ts'
import { done, failed } from './exit-codes.ts'
import { toLine } from './message-line.ts'
import type { ReceivePlan } from './plan.ts'
import { receiveMessages } from './receive-messages.ts'
import { createTally } from './tally.ts'
import type { Session } from './terminal.ts'

const nobody = 'unknown'

/** Receives until Ctrl-C, which is its normal end. @returns the exit code */
export async function runReceiver(
  session: Session,
  { client, queueUrl }: Connection,
  plan: ReceivePlan,
): Promise<number> {
  const { stdout, stderr, signal, print, isJson } = session
  const tally = createTally()
  let requests = 0
  let emptyRequests = 0
  let problem: SqsError | undefined
  const startedAtMs = performance.now()

  if (!isJson) stdout.write('Waiting for messages... (Ctrl-C ends and sums up)\n')
  try {
    for await (const messages of receiveMessages(client, queueUrl, plan, signal)) {
      requests += 1
      if (messages.length === 0) emptyRequests += 1
      for (const message of messages) {
        const arrival = { ...message, client: message.client ?? nobody }
        const verdict = tally.add(arrival)
        print('received', { ...arrival, verdict }, () => toLine(arrival, verdict, stdout))
      }
    }
  } catch (error) {
    if (!signal.aborted) problem = toSqsError(error, plan.queue)
  }
  // Behind the ^C that the terminal has shown.
  if (signal.aborted && stdout.isTTY) stdout.write('\n')
  const received = { clients: tally.read(), requests, emptyRequests, ms: performance.now() - startedAtMs }
  print('summary', received, () => describeReceived(received, plan.queue))
  if (problem) stderr.write(`${describeProblem(problem, plan.queue)}\n`)
  return problem ? failed : done
}
