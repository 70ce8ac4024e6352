import type { CalendarJobState } from '../../../schema/calendar-job.ts'
import { t } from '../messages/import.ts'
import type { ImportJob } from './import-queries.ts'

type Described = Pick<ImportJob, 'state' | 'counts'> & { options: { dryRun: boolean } }

/** What an import is doing, or what came of it. */
export function describeState({ state, counts, options: { dryRun } }: Described): string {
  const states = {
    PENDING: t.queued,
    STARTED: dryRun ? t.reading : t.importing,
    RETRY: t.retrying,
    SUCCESS: dryRun ? describeFindings(counts) : t.imported,
    FAILURE: t.failed,
    REVOKED: dryRun ? t.cancelled : t.cancelledPartly,
  } satisfies Record<CalendarJobState, string>
  return states[state]
}

const describeFindings = ({ created, changed }: ImportJob['counts']) =>
  created + changed > 0 ? t.findings : t.noFindings

/** `12 new`, `3 changed`; without those that are zero. */
export function describeCounts({ counts }: Pick<ImportJob, 'counts'>): string[] {
  const names = ['created', 'changed', 'unchanged', 'skipped'] as const
  return names.filter(name => counts[name] > 0).map(name => t.counts[name](counts[name]))
}
