import type { Command } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob } from '../create-client.ts'
import { waitForCalendarJob } from '../wait-for-calendar-job.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { download } from './download.ts'
import { showProgress } from './progress-display.ts'
import { Failure, type Run, type Session } from './session.ts'

const interrupted = 130

export function addCalendarCommand(program: Command, run: Run): void {
  const command = program
    .command('calendar')
    .description('make a calendar of the todos, and fetch it')
    .option('-o, --output <file>', 'where to put it; without this it is printed')
  addCalendarFlags(command)
    .addHelpText('after', '\nWith --json the job is printed, and the file is fetched only with -o.')
    .action(({ output, ...options }: CalendarFlags & { output?: string }) =>
      run(async session => {
        const { client, signal, isJson, print, stderr } = session
        const { id } = await client.createCalendarJob.mutate({ options }, { signal })
        const job = await finish(session, id)
        if (output !== undefined || !isJson) await download(session, job.resultUrl, output)
        if (isJson) print(job, () => '')
        else if (output !== undefined)
          stderr.write(`${job.written ?? 0} todos are in ${output}${toRest(job)}\n`)
      }),
    )
}

/** Why others are not in it; empty when none are missing. */
function toRest({ skipped }: CalendarJob): string {
  const reasons = [
    [skipped?.noDeadline, 'without a deadline'],
    [skipped?.outOfRange, 'out of range'],
    [skipped?.filtered, 'filtered out'],
  ].flatMap(([count, reason]) => (count ? [`${count} ${reason}`] : []))
  return reasons.length > 0 ? `; not in it: ${reasons.join(', ')}` : ''
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
