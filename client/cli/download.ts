import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Failure, type Session } from './session.ts'

/** Into a file, or onto standard output, as it comes. */
export async function download(
  { token, signal, stdout }: Session,
  url: string,
  path: string | undefined,
): Promise<void> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw signal.aborted ? error : new Failure(`The calendar is made, but ${url} cannot be reached.`)
  })
  if (!response.ok || !response.body) {
    throw new Failure(`The calendar is made, but ${url} answers with status ${response.status}.`)
  }
  if (path === undefined) await pipeline(response.body, stdout, { signal, end: false })
  else await pipeline(response.body, createWriteStream(path), { signal })
}
