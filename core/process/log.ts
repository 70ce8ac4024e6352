import { type Logger, pino } from 'pino'
import { PinoPretty as pretty } from 'pino-pretty'

export type Log = Logger

/** JSON lines on standard output; readable ones when a person watches. Never pass secrets to it. */
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

/** Sentences on standard error, for a command whose output is for the person who started it. */
export const createPlainLog = (level: string): Log =>
  pino(
    { level, base: {} },
    pretty({ ignore: 'time,level', colorize: false, sync: true, destination: process.stderr.fd }),
  )
