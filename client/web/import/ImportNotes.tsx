import { useInfiniteQuery } from '@tanstack/react-query'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/import.ts'
import { translateServerMessage } from '../messages/server-messages.ts'
import { Loading } from '../ui/Loading.tsx'
import { importNotes } from './import-queries.ts'

/** The lines that were skipped, or not kept as they were, and why. */
export function ImportNotes({ id }: { id: string }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    importNotes(id),
  )
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className="stack" aria-labelledby="import-notes">
      <h3 id="import-notes">{t.notes}</h3>
      {error && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
      {isPending && <Loading />}
      <ul className="import-notes">
        {entries.map(({ line, outcome, title, notes }) => (
          <li key={line}>
            <span className="muted">{t.line(line)}</span>{' '}
            {outcome === 'skipped' && <strong>{t.skipped}</strong>} <bdi>{title}</bdi>
            <div className="muted">{notes.map(note => translateServerMessage(note)).join(' · ')}</div>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          className="button small"
          type="button"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common.loadMore}
        </button>
      )}
    </section>
  )
}
