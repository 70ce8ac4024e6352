import type { Command } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob } from '../create-client.ts'
import { waitForCalendarJob } from '../wait-for-calendar-job.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { deliverCalendar, outputFlag } from './deliver-calendar.ts'
import { interrupted } from './exit-codes.ts'
import { showProgress } from './progress-display.ts'
import { Failure, type Run, type Session } from './session.ts'

const examples = `
With --json the job is printed, and the file is fetched only with -o.

Examples:
  calendar -o todos.ics
  calendar --component both --alarms 10,1440 --completed exclude -o open.ics`

export function addCalendarCommand(program: Command, run: Run): void {
  const command = program
    .command('calendar')
    .description('make a calendar of the todos and fetch it')
    .option(...outputFlag)
  addCalendarFlags(command)
    .addHelpText('after', examples)
    .action(({ output, ...options }: CalendarFlags & { output?: string }) =>
      run(async session => {
        const { client, signal } = session
        const { id } = await client.createCalendarJob.mutate({ input: options }, { signal })
        await deliverCalendar(session, await finish(session, id), output)
      }),
    )
}

/** Progress goes where it does not mix with the file. */
async function finish({ client, signal, stderr }: Session, id: string): Promise<CalendarJob> {
  using progress = showProgress(stderr)
  const job = await waitForCalendarJob(client, id, { signal, onProgress: progress.show }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error
      const advice = `fetch it later with 'jobs download ${id}', or stop it with 'jobs cancel ${id}'`
      throw new Failure(`The calendar goes on being made as job ${id}: ${advice}.`, interrupted)
    },
  )
  if (job.state === 'REVOKED') throw new Failure(`Job ${id} was cancelled.`)
  if (job.state !== 'SUCCESS') {
    throw new Failure(`Job ${id} failed: ${toPrintable(job.error ?? 'no reason is known')}`)
  }
  return job
}
