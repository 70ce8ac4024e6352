import { type Logger, pino } from 'pino'
import { PinoPretty as pretty } from 'pino-pretty'

export type Log = Logger

/** Logs JSON lines to standard output, or readable ones on a terminal. Never log secrets. */
export function createLog(level: string, name: string): Log {
  return pino({
    level,
    base: { name },
    ...(process.stdout.isTTY && {
      transport: {
        target: 'pino-pretty',
        options: { ignore: 'pid,hostname,name', messageFormat: '{name}: {msg}' },
      },
    }),
  })
}

/** Logs plain sentences to standard error, for commands that a person runs. */
export const createPlainLog = (level: string): Log =>
  pino(
    { level, base: {} },
    pretty({ ignore: 'time,level', colorize: false, sync: true, destination: process.stderr.fd }),
  )
