import { toPrintable } from '../../schema/to-printable.ts'
import type { SqsError } from '../../core/queue/sqs/sqs-error.ts'

/** Such as `1 message` or `2 messages`. */
export const describeCount = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`

/** Such as `7 s`. */
export const describeTime = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

/** Describes an error of a queue that existed when the command started. */
export function describeProblem({ kind, message }: SqsError, queue: string): string {
  if (kind === 'queueMissing') return `The queue ${queue} is gone: it has been deleted.`
  if (kind === 'throttled') return `${toPrintable(message)}: use a lower --rate or a larger --batch.`
  // The message can quote the response of an unknown endpoint.
  return `${toPrintable(message)}.`
}
