import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/jobs.ts'
import { translateServerMessage } from '../messages/server-messages.ts'
import { formatDuration } from './describe-job.ts'
import { type Attempt, jobAttempts } from './jobs-queries.ts'
import { formatClock } from '../time.ts'

/** The attempts of a job: worker, time, result. */
export function Attempts({ job: { id, attempt, state } }: { job: CalendarJob }) {
  const {
    data: attempts,
    error,
    refetch,
  } = useQuery({
    ...jobAttempts(id, `${state} ${attempt}`),
    placeholderData: keepPreviousData,
  })
  return (
    <section className="attempts">
      <h3>{t.attempts}</h3>
      {error && (
        <p className="problem" role="alert">
          {describeError(error).message}{' '}
          <button className="button small" type="button" onClick={() => void refetch()}>
            {common.retry}
          </button>
        </p>
      )}
      {attempts?.length === 0 && <p className="job-line muted">{t.noAttempts}</p>}
      <ol>
        {attempts?.map(attempt => (
          <AttemptItem key={attempt.attempt} attempt={attempt} isCancelled={state === 'REVOKED'} />
        ))}
      </ol>
    </section>
  )
}

type ItemProps = { attempt: Attempt; isCancelled: boolean }

function AttemptItem({ attempt: { startedAt, endedAt, worker, error }, isCancelled }: ItemProps) {
  const start = new Date(startedAt)
  const lasted = endedAt === null ? t.inProgress : formatDuration(Date.parse(endedAt) - start.getTime())
  return (
    <li>
      <span>
        <time dateTime={startedAt}>{formatClock(start)}</time> · {lasted} · <code>{worker}</code>
      </span>
      {error !== null && (
        <p className={isCancelled ? 'job-line muted' : 'problem'}>{translateServerMessage(error)}</p>
      )}
    </li>
  )
}
