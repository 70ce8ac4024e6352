import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { FeedCard } from './FeedCard.tsx'
import { FeedDialog, type FeedAction } from './FeedDialog.tsx'
import { allFeeds } from './feeds-queries.ts'
import './FeedsView.css'

/** The calendars that apps subscribe to. */
export function FeedsView() {
  const { data: feeds, error, refetch } = useQuery(allFeeds)
  const [action, setAction] = useState<FeedAction>()
  const newFeed = useRef<HTMLButtonElement>(null)
  useTodosShortcut('n')
  useTodosShortcut('/')

  /** The element that the focus would return to was deleted with the feed. */
  function finishDelete() {
    // While a dialog is open, nothing outside of it can be focused.
    flushSync(() => setAction(undefined))
    newFeed.current?.focus()
  }

  return (
    <div className="feeds-view stack">
      <div className="feeds-head">
        <h1>Feeds</h1>
        <button
          ref={newFeed}
          className="button primary"
          type="button"
          onClick={() => setAction({ kind: 'create' })}
        >
          New feed
        </button>
        <p className="muted">
          A feed is a private link to your todos. Add it once to Google Calendar, Apple Calendar, Outlook or
          Thunderbird, and it stays up to date.
        </p>
      </div>
      {error && <LoadFailure what="the feeds" error={error} onRetry={refetch} />}
      {!feeds && !error && <Loading />}
      {feeds?.length === 0 && (
        <EmptyState title="No feeds yet">
          <p>Create a feed, then paste its address into your calendar app.</p>
        </EmptyState>
      )}
      {feeds && feeds.length > 0 && (
        <ul className="feeds">
          {feeds.map(feed => (
            <li key={feed.id}>
              <FeedCard feed={feed} onAction={setAction} />
            </li>
          ))}
        </ul>
      )}
      <FeedDialog
        action={action}
        onAction={setAction}
        onClose={() => setAction(undefined)}
        onDeleted={finishDelete}
      />
    </div>
  )
}
