import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { exitCodes } from './kit.ts'
import { Failure, type Terminal } from './session.ts'

/** Reads the token from standard input. @throws Failure when it is not one */
export async function readPipedToken({ stdin }: Terminal): Promise<string> {
  return assertToken(await text(stdin))
}

/** Other characters cannot be in a header. */
function assertToken(text: string): string {
  const token = text.trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new Failure('That is not a token: copy it again, without spaces.', exitCodes.misused)
}

/** Asks for the token, without showing what is typed. @throws Failure when there is no terminal, or after Ctrl-C */
export async function askForToken({ stdin, stderr }: Terminal, question: string): Promise<string> {
  if (!stdin.isTTY)
    throw new Failure('There is no terminal to ask for the token: use --with-token.', exitCodes.misused)
  const stopping = new AbortController()
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  // As a terminal, it turns off the echo of the terminal's own.
  using lines = createInterface({ input: stdin, output: silent, terminal: true })
  // In this mode Ctrl-C and Ctrl-D are keys.
  lines.once('SIGINT', () => stopping.abort())
  lines.once('close', () => stopping.abort())
  stderr.write(question)
  const answer = await lines.question('', { signal: stopping.signal }).catch(() => undefined)
  stderr.write('\n')
  if (answer === undefined) throw new Failure('Nothing was changed.', exitCodes.interrupted)
  return assertToken(answer)
}
