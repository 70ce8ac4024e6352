import { type Command, Option } from 'commander'
import { type CalendarJobState, calendarJobStates } from '../../schema/calendar-job.ts'
import { deliverCalendar, outputFlag } from './deliver-calendar.ts'
import { toJobDetails, toJobLine } from './job-text.ts'
import { parseLimit } from './option-parsers.ts'
import { readPages } from './read-pages.ts'
import { rejectUnknownCommand } from './reject-unknown-command.ts'
import { Failure, type Run, type Session } from './session.ts'

type ListFlags = { state?: CalendarJobState; limit: number }

const pageSize = 100

const examples = `
Without a command, shows the jobs. Times are UTC.

Examples:
  jobs --state FAILURE --limit 5
  jobs show 01a2072b-f003-77dd-8cc8-4eb7c38beb8d
  jobs download 01a2072b-f003-77dd-8cc8-4eb7c38beb8d -o todos.ics`

export function addJobCommands(program: Command, run: Run): void {
  const jobs = program
    .command('jobs')
    .description('list, show, download, cancel and retry calendar jobs')
    .addHelpText('after', examples)

  rejectUnknownCommand(jobs.command('list', { isDefault: true }))
    .description('list calendar jobs, newest first')
    .addOption(new Option('--state <state>', 'only jobs in this state').choices(calendarJobStates))
    .option('--limit <n>', 'maximum number of jobs', parseLimit, pageSize)
    .action((flags: ListFlags) => run(session => printJobs(session, flags)))

  jobs
    .command('show')
    .description('show the details and attempts of a job')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const [job, attempts] = await Promise.all([
          client.calendarJob.query({ id }, { signal }),
          client.calendarJobAttempts.query({ id }, { signal }),
        ])
        print({ ...job, attempts }, () => toJobDetails(job, attempts))
      }),
    )

  jobs
    .command('download')
    .description('download the calendar of a finished job')
    .argument('<id>')
    .option(...outputFlag)
    .addHelpText('after', '\nWith --json, the job is printed, and the file is downloaded only with -o.')
    .action((id: string, { output }: { output?: string }) =>
      run(async session => {
        const job = await session.client.calendarJob.query({ id }, { signal: session.signal })
        if (job.state !== 'SUCCESS')
          throw new Failure(`Job ${job.id} has no calendar: its state is ${job.state}.`)
        await deliverCalendar(session, job, output)
      }),
    )

  jobs
    .command('cancel')
    .description('cancel a job')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const job = await client.cancelCalendarJob.mutate({ id }, { signal })
        print(job, () => toJobLine(job))
      }),
    )

  jobs
    .command('retry')
    .description('start a new job that replaces a failed or cancelled one')
    .argument('<id>')
    .action((id: string) =>
      run(async ({ client, print, signal }) => {
        const job = await client.retryCalendarJob.mutate({ id }, { signal })
        print(job, () => toJobLine(job))
      }),
    )
}

function printJobs({ client, printList, signal, stderr }: Session, { state, limit }: ListFlags) {
  const pages = readPages({
    load: page => client.calendarJobs.query({ state, ...page }, { signal }),
    pageSize,
    limit,
    onRest: () => stderr.write('There are older jobs: use --limit to show more.\n'),
  })
  return printList(pages, toJobLine, 'No jobs.')
}
