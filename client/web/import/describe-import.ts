import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import type { ImportJob } from './import-queries.ts'
import { formatCount } from '../locale.ts'

type Described = Pick<ImportJob, 'state' | 'counts'> & { options: { dryRun: boolean } }

const running = { dryRun: 'Reading the file…', real: 'Importing…' }

/** What an import is doing, or what came of it. */
export function describeState({ state, counts, options: { dryRun } }: Described): string {
  const states = {
    PENDING: 'Queued',
    STARTED: dryRun ? running.dryRun : running.real,
    RETRY: 'Retrying soon',
    SUCCESS: dryRun ? describeFindings(counts) : 'Imported.',
    FAILURE: 'The file couldn’t be imported.',
    REVOKED: dryRun ? 'Cancelled.' : 'Cancelled. What was imported so far stays.',
  } satisfies Record<CalendarJobState, string>
  return states[state]
}

const describeFindings = ({ created, changed }: ImportJob['counts']) =>
  created + changed > 0
    ? 'Nothing has changed yet. This is what an import does:'
    : 'There is nothing to import.'

/** `12 new`, `3 changed`; without those that are zero. */
export function describeCounts({ counts }: Pick<ImportJob, 'counts'>): string[] {
  const words = [
    [counts.created, 'new'],
    [counts.changed, 'changed'],
    [counts.unchanged, 'already here'],
    [counts.skipped, 'skipped'],
  ] as const
  return words.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`)
}
