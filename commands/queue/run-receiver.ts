import { exitCodes } from '../../client/cli/kit.ts'
import { type SqsError, toSqsError } from '../../core/queue/sqs/sqs-error.ts'
import type { Connection } from './connect.ts'
import { describeProblem } from './describe.ts'
import { describeReceived } from './describe-received.ts'
import { toLine } from './message-line.ts'
import { receiveMessages, type ReceivePlan } from './receive-messages.ts'
import type { Session } from './session.ts'
import { createTally } from './tally.ts'

const unnamed = 'unknown'

/** Receives until Ctrl-C, which ends it normally. @returns the exit code */
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
        const arrival = { ...message, client: message.client ?? unnamed }
        const verdict = tally.add(arrival)
        print('received', { ...arrival, verdict }, () => toLine(arrival, verdict, stdout))
      }
    }
  } catch (error) {
    if (!signal.aborted) problem = toSqsError(error, plan.queue)
  }
  // Start a new line after the ^C that the terminal shows.
  if (signal.aborted && stdout.isTTY) stdout.write('\n')
  const received = { clients: tally.read(), requests, emptyRequests, ms: performance.now() - startedAtMs }
  print('summary', received, () => describeReceived(received, plan.queue))
  if (problem) stderr.write(`${describeProblem(problem, plan.queue)}\n`)
  return problem ? exitCodes.failed : exitCodes.done
}
