import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/trash.ts'
import { Cause } from '../ui/Cause.tsx'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { useTitle } from '../use-title.ts'
import { trashedTodos, useEmptyTrash } from './trash-queries.ts'
import { TrashRows } from './TrashRows.tsx'
import './TrashView.css'

/** The deleted todos, which can be restored. */
export function TrashView() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(trashedTodos)
  const todos = data?.pages.flatMap(({ items }) => items)
  const [isEmptying, setEmptying] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const toast = useToast()
  useTitle(t.trash)
  useTodosShortcut('n')
  useTodosShortcut('/')

  function finish(count: number) {
    // While a dialog is open, nothing outside of it can be focused; the button that opened it is gone.
    flushSync(() => setEmptying(false))
    heading.current?.focus()
    toast({ text: t.emptied(count) })
  }

  return (
    <div className="trash-view stack">
      <div className="trash-head">
        <h1 ref={heading} tabIndex={-1}>
          {t.trash}
        </h1>
        {todos && todos.length > 0 && (
          <button className="button danger" type="button" onClick={() => setEmptying(true)}>
            {t.emptyTrash}
          </button>
        )}
        <p className="muted">{t.kept}</p>
      </div>
      {error && !todos && <LoadFailure title={t.notLoaded} error={error} onRetry={refetch} />}
      {error && todos && (
        <RetryNotice onRetry={refetch}>
          {t.lastKnown} <Cause error={error} />
        </RetryNotice>
      )}
      {!todos && !error && <Loading />}
      {todos?.length === 0 && !hasNextPage && <EmptyState title={t.empty} />}
      {todos && todos.length > 0 && <TrashRows todos={todos} />}
      {hasNextPage && (
        <button
          className="button"
          type="button"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common.loadMore}
        </button>
      )}
      <Dialog title={t.askToEmpty} isOpen={isEmptying} onClose={() => setEmptying(false)}>
        <EmptyTrash onDone={finish} onCancel={() => setEmptying(false)} />
      </Dialog>
    </div>
  )
}

function EmptyTrash({ onDone, onCancel }: { onDone: (count: number) => void; onCancel: () => void }) {
  const { mutate, isPending, error } = useEmptyTrash()
  return (
    <ConfirmAction
      submit={t.deletePermanently}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onDone })}
      onCancel={onCancel}
    >
      {t.whatEmptyingMeans}
    </ConfirmAction>
  )
}
