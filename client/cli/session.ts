import type { Client } from '../create-client.ts'

/** What the process provides: where to write, when to stop, and the defaults of the global options. */
export type Terminal = {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborts when the user presses Ctrl-C, and when the reader of standard output closes it. */
  signal: AbortSignal
  url: string
  token: string | undefined
}

/** What a command works with. */
export type Session = Terminal & {
  client: Client
  isJson: boolean
  /** Prints one value: as JSON with --json, else as text. */
  print: (value: unknown, toText: () => string) => void
  /** Prints a list page by page, in the same two notations. */
  printList: <Item>(
    pages: Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>,
    toLine: (item: Item) => string,
  ) => Promise<void>
}

/** Runs a command once its global options are known. */
export type Run = (command: (session: Session) => Promise<void>) => Promise<void>

/** An expected failure whose message says everything. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
