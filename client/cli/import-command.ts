import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Command } from 'commander'
import { isTerminal } from '../../schema/calendar-job.ts'
import { columnMapping, type ImportCounts } from '../../schema/import-job.ts'
import { toPrintable } from '../../schema/to-printable.ts'
import type { ImportJob } from '../create-client.ts'
import { describeNoResponse } from './describe-error.ts'
import { exitCodes, openProgress, type Step } from './kit.ts'
import { parseMapping } from './option-parsers.ts'
import { Failure, type Run, type Session } from './session.ts'

type Flags = {
  dryRun?: boolean
  list?: string
  map?: Record<string, string>
  format?: string
  dateOrder?: string
  timeZone?: string
}

const maxPrintedNotes = 20

const examples = `
The format is recognised by the content: iCalendar, CSV of Todoist or TickTick, any other CSV, or an export of
this program. Importing the same file again changes nothing. FILE can be - for standard input.

Fields of --map: ${Object.keys(columnMapping.shape).join(', ')}

Exit codes: 0 imported, or nothing had changed; 1 nothing could be read, or the import failed; 2 wrong usage;
130 Ctrl-C, after which the import goes on.

Examples:
  import tasks.ics --dry-run
  import todoist.csv --list Home
  import table.csv --map title=Task,deadline=Due --date-order DMY`

export function addImportCommand(program: Command, run: Run): void {
  program
    .command('import')
    .description('import todos from a file')
    .argument('<file>', 'the file, or - for standard input')
    .option('--dry-run', 'only report what the import would change')
    .option('--list <name>', 'the list for all todos, created if there is none with this name')
    .option('--map <fields>', 'the columns of a CSV file, such as title=Task,deadline=Due', parseMapping)
    .option('--format <format>', 'ics, csv or export (default: what the content looks like)')
    .option('--date-order <order>', 'DMY or MDY: how dates such as 1/2/2030 are read')
    .option('--time-zone <zone>', 'the zone of times without one (default: that of the settings)')
    .addHelpText('after', examples)
    .action((file: string, flags: Flags) => run(session => importFile(session, file, flags)))
}

async function importFile(session: Session, file: string, flags: Flags): Promise<void> {
  const { id } = await upload(session, file, flags)
  const job = await watch(session, id)
  if (job.state === 'REVOKED') throw new Failure('The import was cancelled.')
  if (job.state !== 'SUCCESS')
    throw new Failure(`The import failed: ${toPrintable(job.error ?? 'unknown error')}`)
  const { items: notes } = await session.client.importReport.query(
    { id, first: maxPrintedNotes, filter: 'noted' },
    { signal: session.signal },
  )
  session.print({ ...job, notes }, () => describe(job))
  if (!session.isJson)
    for (const { line, title, notes: texts } of notes)
      session.stderr.write(
        `${toPrintable(`line ${line}: ${title === null ? '' : `${title}: `}${texts.join('; ')}`)}\n`,
      )
  const { created, changed, unchanged, skipped } = job.counts
  if (created + changed + unchanged > 0) return
  throw new Failure(
    skipped > 0
      ? `Nothing in ${file} was imported: ${skipped} skipped.`
      : `Nothing in ${file} could be read as a todo.`,
  )
}

type Uploaded = { id: string }

/** The bytes go to the REST API as they are, so that files of any size and encoding can be imported. */
async function upload(session: Session, file: string, flags: Flags): Promise<Uploaded> {
  const { url, token, signal } = session
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...flags, map: undefined, mapping: flags.map }))
    if (value !== undefined)
      query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  const input = await openFile(session, file)
  const body = Readable.toWeb(input) as ReadableStream<Uint8Array>
  const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/todos/import?${query}`, {
    method: 'POST',
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    body,
    duplex: 'half',
    signal,
  } as RequestInit).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Failure(
      input.errored ? `${file} cannot be read: ${input.errored.message}.` : describeNoResponse(url),
    )
  })
  const answer = (await response.json().catch(() => ({}))) as Partial<Uploaded> & { error?: string }
  if (response.ok && answer.id !== undefined) return { id: answer.id }
  const reason = answer.error ?? `the server returned status ${response.status}`
  throw new Failure(
    `${file} cannot be imported: ${toPrintable(reason)}`,
    response.status === 400 ? exitCodes.misused : exitCodes.failed,
  )
}

async function openFile({ stdin }: Session, file: string): Promise<Readable> {
  if (file === '-') return stdin
  try {
    const handle = await open(file)
    if ((await handle.stat()).isFile()) return handle.createReadStream()
    await handle.close()
    throw new Error('it is not a file')
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}.`)
  }
}

/** Progress goes to standard error, as for calendars. */
async function watch({ client, signal, stderr }: Session, id: string): Promise<ImportJob> {
  const bar = { format: '{state} {bar} {percentage}% | {count}', hideCursor: true }
  using progress = openProgress(stderr, bar, { done: 0, total: 1, fields: { state: 'PENDING', count: '' } })
  try {
    for await (const { data: job } of client.importJobStatus.subscribe({ id }, { signal })) {
      progress.show(toStep(job))
      if (isTerminal(job.state)) return job
    }
    signal.throwIfAborted()
  } catch (error) {
    if (!signal.aborted) throw error
    throw new Failure(`The import ${id} continues on the server.`, exitCodes.interrupted)
  }
  throw new Failure(`The import ${id} continues, but its updates ended.`)
}

function toStep({ state, progress: { done, total }, counts }: ImportJob): Step {
  const count = `${sum(counts)} read`
  return { done, total: total ?? 1, fields: { state, count }, line: `${state} ${count}` }
}

const sum = ({ created, changed, unchanged, skipped }: ImportCounts): number =>
  created + changed + unchanged + skipped

function describe({ counts, options }: ImportJob): string {
  const { created, changed, unchanged, skipped } = counts
  const parts = [`${created} created`, `${changed} changed`, `${unchanged} unchanged`, `${skipped} skipped`]
  return `${options.dryRun ? 'Dry run, nothing was changed: ' : ''}${parts.join(', ')}`
}
