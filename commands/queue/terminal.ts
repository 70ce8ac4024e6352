/** What the process gives: where to write, when to stop, where to keep what the next sender may want to know. */
export type Terminal = {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborts when the user presses Ctrl-C. */
  signal: AbortSignal
  cacheDir: string
}

/** What a sender or a receiver works with. */
export type Session = Terminal & {
  isJson: boolean
  /** An event, as a line of JSON when that was asked for, else its text, if it has one. */
  print: (type: string, event: object, toText?: () => string) => void
}
