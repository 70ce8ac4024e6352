import { toPrintableJson } from '../../schema/to-printable.ts'

/** Provided by the process. */
export type Terminal = {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborts when the user presses Ctrl-C. */
  signal: AbortSignal
  /** Where the sender records which messages it has sent. */
  cacheDir: string
}

export type Session = Terminal & {
  isJson: boolean
  /** Prints an event: with --json as a line of JSON, otherwise as its text, if it has one. */
  print: (type: string, event: object, toText?: () => string) => void
}

export function openSession(terminal: Terminal, isJson: boolean): Session {
  const write = (line: string) => void terminal.stdout.write(`${line}\n`)
  return {
    ...terminal,
    isJson,
    print(type, event, toText) {
      if (isJson) write(toPrintableJson({ type, ...event }))
      else if (toText) write(toText())
    },
  }
}
