import { type CalendarJobState, maxAttempts } from '../../../schema/calendar-job.ts'
import { formatCount } from '../locale.ts'
import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const todos = (count: number) => plural(count, { one: '# todo', other: '# todos' })

const english = {
  files: 'Files',
  file: 'Calendar file',
  calendar: 'Calendar',
  byState: 'Files by state',
  all: 'All',
  filters: {
    PENDING: 'Queued',
    STARTED: 'Running',
    RETRY: 'Retrying',
    SUCCESS: 'Ready',
    FAILURE: 'Failed',
    REVOKED: 'Cancelled',
  } satisfies Record<CalendarJobState, string>,
  states: {
    PENDING: 'Queued',
    STARTED: 'Creating calendar…',
    RETRY: 'Retrying soon',
    SUCCESS: 'Ready',
    FAILURE: 'Failed',
    REVOKED: 'Cancelled',
  } satisfies Record<CalendarJobState, string>,
  noJobs: {
    PENDING: 'No queued files',
    STARTED: 'No files in progress',
    RETRY: 'No files waiting to be retried',
    SUCCESS: 'No ready files',
    FAILURE: 'No failed files',
    REVOKED: 'No cancelled files',
  } satisfies Record<CalendarJobState, string>,
  allJobs: 'All files',
  noFiles: 'No files yet. Follow their progress and download them here.',
  notLoaded: 'Couldn’t load the files',
  older: 'Load older files',
  fileOfAddress: 'The file of this address',
  notFound: 'File not found. It may have been deleted, or the link is incomplete.',
  jobNotLoaded: (id: string, reason: string) => `Couldn’t load the file with the job ID ${id}: ${reason}`,

  // A job; `when` is a time within a sentence.
  requested: (when: string) => `Calendar requested ${when}`,
  fileRequested: (when: string) => `the file requested ${when}`,
  calendarRequested: (when: string) => `calendar requested ${when}`,
  thisCalendar: 'this calendar',
  finishedIn: (duration: string) => `Finished in ${duration}`,
  progress: 'Progress',
  notKnown: 'Not known yet',
  progressOf: (done: number, total: number) => `${formatCount(done)} of ${todos(total)}`,
  todos,
  written: (written: string) => `${written} in the calendar`,
  notIncluded: (skipped: string) => `Not included: ${skipped}`,
  withoutDeadline: (count: number) => `${formatCount(count)} without a deadline`,
  outOfRange: (count: number) => `${formatCount(count)} outside the date range`,
  excluded: { include: '', exclude: 'completed', only: 'open' },
  overdue: 'overdue',
  or: ' or ',
  attempt: (attempt: number) =>
    attempt > maxAttempts ? `Attempt ${attempt}` : `Attempt ${attempt} of ${maxAttempts}`,
  within: (duration: string) => `in ${duration}`,
  soon: 'soon',
  failed: 'Something went wrong on the server. Your todos are safe.',
  retryOrTell: 'Retry, or give the operator the job’s ID: ',
  announced: (state: string) => `Calendar: ${state}`,

  // Its controls
  cancel: 'Cancel',
  cancelJob: (name: string) => `Cancel ${name}`,
  retry: 'Retry',
  retryJob: (name: string) => `Retry: ${name}`,
  download: 'Download',
  expired: 'File expired',
  createAgain: 'Create again',
  createAgainNamed: (name: string) => `Create again: ${name}`,
  copyId: ' the job’s ID',

  // Its details
  requestedAt: 'Requested',
  duration: 'Duration',
  elapsed: 'Elapsed',
  options: 'Options',
  retryOf: 'Retry of',
  earlierJob: 'an earlier file',
  jobId: 'Job ID',
  attempts: 'Attempts',
  noAttempts: 'Not picked up by a worker yet.',
  inProgress: 'in progress',
}

export type JobsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/jobs.ts') })
