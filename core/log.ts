import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines on standard output; readable ones when a person watches. Secrets are never passed to it. */
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
