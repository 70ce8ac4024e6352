import { styleText } from 'node:util'
import { toPrintable } from '../../schema/to-printable.ts'
import type { Verdict } from './tally.ts'

const maxLength = 200

const notes = {
  'in order': '',
  late: '  <- out of order',
  duplicate: '  <- duplicate',
} satisfies Record<Verdict, string>

/** Such as `[11:41:41] Client 1: Message 0`. On a terminal, late and duplicate messages carry a note. */
export function toLine(
  { client, text }: { client: string; text: string },
  verdict: Verdict,
  stream: NodeJS.WriteStream,
): string {
  const time = Temporal.Now.plainTimeISO().toString({ smallestUnit: 'second' })
  const line = `[${time}] ${shorten(toPrintable(client))}: ${shorten(toPrintable(text))}`
  if (!stream.isTTY || verdict === 'in order') return line
  return styleText(verdict === 'late' ? 'yellow' : 'magenta', line + notes[verdict], { stream })
}

const shorten = (text: string) => (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text)
