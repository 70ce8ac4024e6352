import { exitCodes } from '../../client/cli/kit.ts'
import { type SqsError, toSqsError } from '../../core/queue/sqs/sqs-error.ts'
import type { Connection } from './connect.ts'
import { describeProblem, describeTime } from './describe.ts'
import { readRecentSends, rememberSends } from './recent-sends.ts'
import { sendMessages, type SendPlan } from './send-messages.ts'
import { showSendProgress } from './send-progress.ts'
import type { Session } from './session.ts'

type Sent = { sent: number; known: number; ms: number }

/** @returns the exit code. The summary is printed even after an error. */
export async function runSender(
  session: Session,
  { client, queueUrl }: Connection,
  plan: SendPlan,
): Promise<number> {
  const { stdout, stderr, signal, print, isJson, cacheDir } = session
  const recent = await readRecentSends(cacheDir)
  const ids: string[] = []
  let known = 0
  let problem: SqsError | undefined
  const startedAtMs = performance.now()

  async function sendAll() {
    if (!isJson) stdout.write('Sending messages:\n')
    using progress = isJson ? undefined : showSendProgress(stdout, plan.count)
    for await (const messages of sendMessages(client, queueUrl, plan, signal)) {
      for (const { text, messageId, sequenceNumber } of messages) {
        const isKnown = recent.has(messageId)
        if (isKnown) known += 1
        ids.push(messageId)
        print('sent', { client: plan.client, text, messageId, sequenceNumber, isKnown })
      }
      progress?.show(ids.length)
    }
  }

  try {
    await sendAll()
  } catch (error) {
    if (!signal.aborted) problem = toSqsError(error, plan.queue)
  }
  const sent = { sent: ids.length, known, ms: performance.now() - startedAtMs }
  print('summary', sent, () => describeSent(sent, plan))
  if (plan.group !== undefined) await rememberSends(cacheDir, ids)
  if (problem) stderr.write(`${describeProblem(problem, plan.queue)}\n`)
  if (problem) return exitCodes.failed
  return ids.length < plan.count ? exitCodes.interrupted : exitCodes.done
}

function describeSent({ sent, known, ms }: Sent, { count, group }: SendPlan): string {
  const of = sent < count ? ` of ${count}` : ''
  const said = `Sent ${sent}${of} message${count === 1 ? '' : 's'} in ${describeTime(ms)}.`
  if (group === undefined || sent === 0) return said
  if (known === 0) return `${said}\n${repeatable}`
  const which = known === sent ? 'Nothing new: the queue had all' : `The queue had ${known}`
  return `${said}\n${which} of them less than five minutes ago,\nand does not deliver them again (deduplication). ${remedy}`
}

const remedy = '--prepend TEXT makes them new.'
const repeatable = `For five minutes the queue accepts the same messages without delivering them;\n${remedy}`
