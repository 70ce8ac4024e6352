import { type ReactNode, useRef } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/jobs.ts'
import { useCancelJob, useCreateCalendar, useRetryJob } from './change-job-queries.ts'
import { useIsExpired } from './jobs-queries.ts'
import { useFocusFallback } from './use-focus-fallback.ts'

type Props = {
  job: CalendarJob
  /** Names the job in the accessible name of the button. */
  name: string
  onRetried?: (job: CalendarJob) => void
}

export function JobActions({ job, name, onRetried }: Props) {
  const cancel = useCancelJob(job.id)
  const retry = useRetryJob(job.id)
  const again = useCreateCalendar()
  const isExpired = useIsExpired(job)
  const error = isTerminal(job.state) ? (retry.error ?? again.error) : cancel.error
  return (
    <>
      {!isTerminal(job.state) && (
        <ActionButton isBusy={cancel.isPending} label={t.cancelJob(name)} onDo={() => cancel.mutate()}>
          {t.cancel}
        </ActionButton>
      )}
      {(job.state === 'FAILURE' || job.state === 'REVOKED') && (
        <ActionButton
          isBusy={retry.isPending}
          label={t.retryJob(name)}
          onDo={() => retry.retry(job => onRetried?.(job))}
        >
          {t.retry}
        </ActionButton>
      )}
      {isExpired && (
        <ActionButton
          isBusy={again.isPending}
          label={t.createAgainNamed(name)}
          onDo={() => void again.create(job.options).then(onRetried, () => {})}
        >
          {t.createAgain}
        </ActionButton>
      )}
      {error && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
    </>
  )
}

type ActionButtonProps = { isBusy: boolean; label: string; onDo: () => void; children: ReactNode }

function ActionButton({ isBusy, label, onDo, children }: ActionButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useFocusFallback(button)
  return (
    <button
      ref={button}
      className="button small"
      type="button"
      aria-label={label}
      aria-disabled={isBusy}
      onClick={() => isBusy || onDo()}
    >
      {children}
    </button>
  )
}
