import type { Client } from '../create-client.ts'

/** What the process gives: where to write, when to stop, and what holds when no option says otherwise. */
export type Terminal = {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborts when the user presses Ctrl-C. */
  signal: AbortSignal
  url: string
  token: string | undefined
}

/** What a command works with. */
export type Session = Terminal & {
  client: Client
  isJson: boolean
  /** The one thing that a command has to say: its JSON when that was asked for, else its text. */
  print: (value: unknown, toText: () => string) => void
}

/** Runs a command once its global options are known. */
export type Run = (command: (session: Session) => Promise<void>) => Promise<void>

/** Something did not work out, and the message says it all. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
