import { type Command, Option } from 'commander'
import type { CalendarJob } from '../create-client.ts'
import { waitForCalendarJob } from '../wait-for-calendar-job.ts'
import { download } from './download.ts'
import { parseTime } from './option-parsers.ts'
import { showProgress } from './progress-display.ts'
import { Failure, type Run, type Session } from './session.ts'
import { toPrintable } from './to-printable.ts'

const which = ['include', 'exclude', 'only'] as const

type CalendarFlags = {
  output?: string
  completed?: (typeof which)[number]
  from?: string
  to?: string
  name?: string
}

const interrupted = 130

export function addCalendarCommand(program: Command, run: Run): void {
  program
    .command('calendar')
    .description('make a calendar of the todos that have a deadline, and fetch it')
    .option('-o, --output <file>', 'where to put it; without this it is printed')
    .addOption(new Option('--completed <which>', 'whether completed todos are in it').choices(which))
    .option('--from <time>', 'deadlines from then on', parseTime)
    .option('--to <time>', 'deadlines before then', parseTime)
    .option('--name <name>', 'what the calendar is called')
    .addHelpText('after', '\nWith --json the job is printed, and the file is fetched only with -o.')
    .action(({ output, ...options }: CalendarFlags) =>
      run(async session => {
        const { client, signal, isJson, print, stderr } = session
        const { id } = await client.createCalendarJob.mutate({ options }, { signal })
        const job = await finish(session, id)
        if (output !== undefined || !isJson) await download(session, job.resultUrl, output)
        if (isJson) print(job, () => '')
        else if (output !== undefined) stderr.write(`${job.written ?? 0} todos are in ${output}\n`)
      }),
    )
}

/** Progress goes where it does not mix with the file. */
async function finish({ client, signal, stderr }: Session, id: string): Promise<CalendarJob> {
  using progress = showProgress(stderr)
  const job = await waitForCalendarJob(client, id, { signal, onProgress: progress.show }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error
      const advice = `see 'jobs', or end it with 'jobs cancel ${id}'`
      throw new Failure(`The calendar goes on being made as job ${id}: ${advice}.`, interrupted)
    },
  )
  if (job.state === 'REVOKED') throw new Failure(`Job ${id} was cancelled.`)
  if (job.state !== 'SUCCESS') {
    throw new Failure(`Job ${id} failed: ${toPrintable(job.error ?? 'no reason is known')}`)
  }
  return job
}
