import { toPrintable } from '../../schema/to-printable.ts'
import type { SqsError } from '../../core/queue/sqs/sqs-error.ts'

/** As in `1 message`, `2 messages`. */
export const describeCount = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`

/** As in `7 s`. */
export const describeTime = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

/** Of a queue that was there a moment ago. */
export function describeProblem({ kind, message }: SqsError, queue: string): string {
  if (kind === 'queueMissing') return `The queue ${queue} is gone: it has been deleted.`
  if (kind === 'throttled')
    return `${toPrintable(message)}: a lower --rate, or a larger --batch, asks less of it.`
  // The words of whatever answers at the endpoint are in it.
  return `${toPrintable(message)}.`
}
