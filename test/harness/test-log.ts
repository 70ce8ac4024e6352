import { pino } from 'pino'
import type { Log } from '../../core/process/log.ts'

export type LogLine = { level: number; msg: string; err?: { message: string } }

/** A log that is kept for reading. */
export function createTestLog(): { log: Log; lines: LogLine[]; messages: () => string[] } {
  const lines: LogLine[] = []
  const log = pino({ level: 'info' }, { write: text => void lines.push(JSON.parse(text) as LogLine) })
  return { log, lines, messages: () => lines.map(({ msg }) => msg) }
}
