import type { Command } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob } from '../create-client.ts'
import { waitForCalendarJob } from '../wait-for-calendar-job.ts'
import { addCalendarFlags, type CalendarFlags } from './calendar-flags.ts'
import { deliverCalendar, outputFlag } from './deliver-calendar.ts'
import { exitCodes } from './kit.ts'
import { showProgress } from './progress-display.ts'
import { Failure, type Run, type Session } from './session.ts'

const examples = `
With --json, the job is printed, and the file is downloaded only with -o.

Examples:
  calendar -o todos.ics
  calendar --component both --alarms 10,1440 --completed exclude -o open.ics`

export function addCalendarCommand(program: Command, run: Run): void {
  const command = program
    .command('calendar')
    .description('create a calendar of the todos and download it')
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

/** Progress goes to standard error, so that it does not mix with the file. */
async function finish({ client, signal, stderr }: Session, id: string): Promise<CalendarJob> {
  using progress = showProgress(stderr)
  const job = await waitForCalendarJob(client, id, { signal, onProgress: progress.show }).catch(
    (error: unknown) => {
      if (!signal.aborted) throw error
      const advice = `download it later with 'jobs download ${id}', or stop it with 'jobs cancel ${id}'`
      throw new Failure(`Job ${id} is still running: ${advice}.`, exitCodes.interrupted)
    },
  )
  if (job.state === 'REVOKED') throw new Failure(`Job ${id} was cancelled.`)
  if (job.state !== 'SUCCESS') {
    throw new Failure(`Job ${id} failed: ${toPrintable(job.error ?? 'unknown error')}`)
  }
  return job
}
