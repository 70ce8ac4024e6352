import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { Link } from 'react-router'
import { isTerminal } from '../../../schema/calendar-job.ts'
import { describeError, isNotFound } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/import.ts'
import { translateServerMessage } from '../messages/server-messages.ts'
import { Loading } from '../ui/Loading.tsx'
import { urls } from '../urls.ts'
import { describeCounts, describeState } from './describe-import.ts'
import { useCancelImport, useImportJob } from './import-queries.ts'
import { ImportNotes } from './ImportNotes.tsx'

type Props = {
  id: string
  fileName: string
  /** Whether the file has to be read again before it is imported: other columns were chosen. */
  isOutdated?: boolean
  /** Whether the file is being uploaded again. */
  isBusy?: boolean
  problem?: string | undefined
  /** Imports the file of a dry run; without it there is nothing more to do. */
  onImport?: () => void
  onImported?: () => void
  onRestart: () => void
  /** Chooses the columns of the file, once it was read. */
  columns?: ReactNode
}

/** Shows how an import or its dry run goes, and what it found. */
export function ImportProgress({
  id,
  fileName,
  isOutdated = false,
  isBusy = false,
  problem,
  onImport,
  onImported,
  onRestart,
  columns,
}: Props) {
  const { job, error } = useImportJob(id)
  const { mutate: cancel, isPending: isCancelling, error: cancelError } = useCancelImport()
  const heading = useRef<HTMLHeadingElement>(null)
  const isFound = job !== undefined
  const isFinished = isFound && isTerminal(job.state)
  const hasImported = isFinished && !job.options.dryRun
  const finish = useEffectEvent(() => onImported?.())
  // The control that had the focus is gone.
  useEffect(() => {
    if (isFound) heading.current?.focus()
  }, [isFound])
  useEffect(() => {
    if (hasImported) finish()
  }, [hasImported])

  const restart = (
    <button className="button" type="button" onClick={onRestart}>
      {t.chooseOther}
    </button>
  )
  if (!job) {
    if (error === null) return <Loading />
    return (
      <section className="card stack">
        <p className="problem" role="alert">
          {isNotFound(error) ? t.notFound : describeError(error).message}
        </p>
        <div className="row">{restart}</div>
      </section>
    )
  }
  const { created, changed } = job.counts
  const trouble = isFinished ? null : (error ?? cancelError)
  const isReady = onImport !== undefined && !isOutdated && job.state === 'SUCCESS'
  return (
    <section className="card stack" aria-labelledby="import-file">
      <h2 ref={heading} id="import-file" tabIndex={-1}>
        <bdi>{fileName}</bdi>
      </h2>
      <output>{describeState(job)}</output>
      {!isFinished && (
        <progress
          className="import-bar"
          aria-label={t.progress}
          {...(job.progress.total !== null && { max: job.progress.total || 1, value: job.progress.done })}
        />
      )}
      {job.error !== null && (
        <p className="problem" role="alert">
          {translateServerMessage(job.error)}
        </p>
      )}
      <ul className="import-counts">
        {describeCounts(job).map(words => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {isFinished && job.counts.skipped + job.counts.noted > 0 && <ImportNotes id={id} />}
      {isFinished && columns}
      {[problem, trouble === null ? undefined : describeError(trouble).message].map(
        text =>
          text !== undefined && (
            <p className="problem" role="alert" key={text}>
              {text}
            </p>
          ),
      )}
      <div className="row">
        {isReady && created + changed > 0 && (
          <button
            className="button primary"
            type="button"
            aria-disabled={isBusy}
            onClick={isBusy ? undefined : onImport}
          >
            {isBusy ? t.uploading : t.importTodos(created + changed)}
          </button>
        )}
        {hasImported && (
          <Link className="button primary" to={urls.todos}>
            {t.showTodos}
          </Link>
        )}
        {isFinished ? (
          restart
        ) : (
          <button className="button" type="button" aria-disabled={isCancelling} onClick={() => cancel(id)}>
            {common.cancel}
          </button>
        )}
      </div>
    </section>
  )
}
