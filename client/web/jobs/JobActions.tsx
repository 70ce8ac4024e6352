import { type ReactNode, useRef } from 'react'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { CalendarJob } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { useCancelJob, useRetryJob } from './change-job-queries.ts'
import { useFocusHeir } from './use-focus-fallback.ts'

type Props = {
  job: CalendarJob
  /** What names the job to whoever hears only the button. */
  name: string
  onRetried?: (job: CalendarJob) => void
}

export function JobActions({ job, name, onRetried }: Props) {
  const cancel = useCancelJob(job.id)
  const retry = useRetryJob(job.id)
  const error = isTerminal(job.state) ? retry.error : cancel.error
  return (
    <>
      {!isTerminal(job.state) && (
        <Deed isBusy={cancel.isPending} label={`Cancel ${name}`} onDo={() => cancel.mutate()}>
          Cancel
        </Deed>
      )}
      {(job.state === 'FAILURE' || job.state === 'REVOKED') && (
        <Deed
          isBusy={retry.isPending}
          label={`Try again: ${name}`}
          onDo={() => retry.retry(job => onRetried?.(job))}
        >
          Try again
        </Deed>
      )}
      {error && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
    </>
  )
}

type DeedProps = { isBusy: boolean; label: string; onDo: () => void; children: ReactNode }

function Deed({ isBusy, label, onDo, children }: DeedProps) {
  const button = useRef<HTMLButtonElement>(null)
  useFocusHeir(button)
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
