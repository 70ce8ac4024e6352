import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob } from '../create-client.ts'
import { describeCount, toRest } from './job-text.ts'
import { Failure, type Session } from './session.ts'

/** The option that sets the output of `deliverCalendar`. */
export const outputFlag = [
  '-o, --output <file>',
  'file to write the calendar to (default: standard output, also with -)',
] as const

/** Downloads the calendar of a successful job. With --json, the job is printed, and the calendar can only go to a file. */
export async function deliverCalendar(
  session: Session,
  job: CalendarJob,
  output: string | undefined,
): Promise<void> {
  const { isJson, print, stderr } = session
  const path = output === '-' ? undefined : output
  if (path !== undefined || !isJson) await download(session, job.resultUrl, path)
  if (isJson) print(job, () => '')
  else if (path !== undefined)
    stderr.write(`Wrote ${describeCount(job.written ?? 0)} to ${path}${toRest(job)}\n`)
}

async function download(
  { token, signal, stdout }: Session,
  url: string,
  path: string | undefined,
): Promise<void> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw signal.aborted ? error : new Failure(`The calendar is ready, but ${url} cannot be reached.`)
  })
  if (!response.ok || !response.body) {
    const reason = await readReason(response)
    throw new Failure(
      `The calendar cannot be downloaded: ${url} returned status ${response.status}${reason}.`,
    )
  }
  if (path === undefined) await pipeline(response.body, stdout, { signal, end: false })
  else await pipeline(response.body, createWriteStream(path), { signal }).catch(toFileFailure(path, signal))
}

const toFileFailure = (path: string, signal: AbortSignal) => (error: unknown) => {
  const { syscall, message } = error as NodeJS.ErrnoException
  if (signal.aborted || syscall === undefined) throw error
  throw new Failure(`The calendar cannot be written to ${path}: ${message}.`)
}

async function readReason(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { error?: unknown } | null
  return typeof body?.error === 'string' ? `: ${toPrintable(body.error)}` : ''
}
