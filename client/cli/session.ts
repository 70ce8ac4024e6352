import type { Client } from '../create-client.ts'

/** Provided by the process: streams, a signal, and the defaults of the global options. */
export type Terminal = {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  stdin: NodeJS.ReadStream
  /** Aborts when the user presses Ctrl-C or the reader of standard output closes the pipe. */
  signal: AbortSignal
  url: string
  token: string | undefined
  /** Of a server without accounts: for servers for which no token is stored. */
  apiToken?: string | undefined
  /** Where `login` stores tokens. */
  credentialsFile: string
  /** The name of this machine, for the name of a new token. */
  hostName: string
}

export type Session = Terminal & {
  client: Client
  isJson: boolean
  /** Prints one value: as JSON with --json, otherwise as text. */
  print: (value: unknown, toText: () => string) => void
  /** Prints a list page by page, in the same two formats. */
  printList: <Item>(
    pages: Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>,
    toLine: (item: Item) => string,
    empty: string,
  ) => Promise<void>
}

/** Runs a command with the session that the global options describe. */
export type Run = (command: (session: Session) => Promise<void>) => Promise<void>

/** An expected failure. Only its message is printed. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
