import { type Command, Option } from 'commander'
import { type CalendarJobState, calendarJobStates } from '../../schema/calendar-job.ts'
import { toPrintable } from '../../schema/to-printable.ts'
import type { CalendarJob } from '../create-client.ts'
import type { Run } from './session.ts'

type JobsOptions = { state?: CalendarJobState }

export function addJobCommands(program: Command, run: Run): void {
  const jobs = program
    .command('jobs')
    .description('the newest calendar jobs')
    .addOption(new Option('--state <state>', 'only those').choices(calendarJobStates))
    .action(({ state }: JobsOptions) =>
      run(async ({ client, print, signal, stderr }) => {
        const { items, nextCursor } = await client.calendarJobs.query({ state }, { signal })
        print(items, () => items.map(toLine).join('\n') || 'There are none.')
        if (nextCursor !== null) stderr.write('There are older ones.\n')
      }),
    )

  jobs
    .command('cancel')
    .description('cancel a job')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const job = await client.cancelCalendarJob.mutate({ id }, { signal })
        print(job, () => toLine(job))
      }),
    )

  jobs
    .command('retry')
    .description('make a new job in place of one that failed or was cancelled')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const job = await client.retryCalendarJob.mutate({ id }, { signal })
        print(job, () => toLine(job))
      }),
    )
}

function toLine({ id, state, progress: { done, total }, createdAt, error }: CalendarJob): string {
  const progress = `${done}/${total ?? '?'}`
  const line = `${id}  ${state.padEnd(7)}  ${createdAt.slice(0, 19)}Z  ${progress}`
  return error === null ? line : `${line}  ${toPrintable(error)}`
}
