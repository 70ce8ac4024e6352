import { Presets, SingleBar } from 'cli-progress'
import { type CommanderError, InvalidArgumentError } from 'commander'
import type { z } from 'zod'

export const exitCodes = {
  done: 0,
  failed: 1,
  misused: 2,
  /** The code that shells report for a program ended by Ctrl-C. */
  interrupted: 130,
}

/** Commander has already printed the error, or the requested help or version. */
export const toExitCode = ({ exitCode }: CommanderError): number =>
  exitCode === 0 ? exitCodes.done : exitCodes.misused

/** An argument parser for commander. A value that the schema rejects is wrong usage. */
export const parseWith =
  <Value>(schema: z.ZodType<Value, string>) =>
  (text: string): Value => {
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(toSentence(parsed.error.issues[0]?.message ?? 'is not valid'))
  }

/**
 * Most messages continue a subject (`must be …`); those about a part of the value name it (`FREQ must be …`, or `due: must
 * be …` of a filter).
 */
function toSentence(message: string): string {
  const [, key, problem] = /^([a-z]+:) (.*)$/s.exec(message) ?? []
  if (key !== undefined) return `'${key}' ${problem}.`
  return /^[A-Z]/.test(message) ? `${message}.` : `It ${message}.`
}

/** npm forwards the Ctrl-C that its child has already received from the terminal: a repeat within this time is the same one. */
const sameSignalMs = 1_000

/** Aborts at the first of these signals. A later one forces the exit. */
export function abortOnSignal(...signals: NodeJS.Signals[]): AbortController {
  const stopping = new AbortController()
  let firstAtMs: number | undefined
  for (const signal of signals)
    process.on(signal, () => {
      firstAtMs ??= performance.now()
      if (performance.now() - firstAtMs > sameSignalMs) process.exit(exitCodes.interrupted)
      stopping.abort()
    })
  return stopping
}

export type Step = {
  done: number
  total: number
  /** The values of the bar's placeholders. */
  fields: Record<string, string>
  /** Printed when the output is not a terminal, unless it repeats the previous line. */
  line?: string | undefined
}

export type Progress = Disposable & { show: (step: Step) => void }

type Bar = { format: string; hideCursor?: boolean }

/** A live bar on a terminal, otherwise a line for each change. */
export function openProgress(
  stream: NodeJS.WriteStream,
  { format, hideCursor = false }: Bar,
  first: Step,
): Progress {
  let last: string | undefined
  if (!stream.isTTY) {
    return {
      show({ line }) {
        if (line !== undefined && line !== last) stream.write(`${line}\n`)
        last = line ?? last
      },
      [Symbol.dispose]() {},
    }
  }
  // The caller handles Ctrl-C.
  const bar = new SingleBar({ format, stream, hideCursor, gracefulExit: false }, Presets.shades_classic)
  bar.start(first.total, first.done, first.fields)
  return {
    show({ done, total, fields }) {
      bar.setTotal(total)
      bar.update(done, fields)
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}
