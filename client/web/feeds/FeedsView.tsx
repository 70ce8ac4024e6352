import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { describeError } from '../describe-error.ts'
import { useKeyToTodos } from '../field-shortcuts.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loading } from '../ui/Loading.tsx'
import { FeedCard } from './FeedCard.tsx'
import { FeedDialog, type FeedAction } from './FeedDialog.tsx'
import { allFeeds } from './feeds-queries.ts'
import './FeedsView.css'

/** Calendars that programs subscribe to. */
export function FeedsView() {
  const { data: feeds, error, refetch } = useQuery(allFeeds)
  const [action, setAction] = useState<FeedAction>()
  const newFeed = useRef<HTMLButtonElement>(null)
  useKeyToTodos('n')
  useKeyToTodos('/')

  /** What the focus would go back to is gone with the feed. */
  function finishDelete() {
    // Outside of an open dialog nothing can take the focus.
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
          A feed is your todos as a calendar that Google, Apple, Outlook or Thunderbird subscribe to: add it
          once, and it stays up to date.
        </p>
      </div>
      {error && (
        <EmptyState title="The feeds could not be loaded" role="alert">
          <p>{describeError(error).message}</p>
          <button className="button" type="button" onClick={() => void refetch()}>
            Try again
          </button>
        </EmptyState>
      )}
      {!feeds && !error && <Loading what="the feeds" />}
      {feeds?.length === 0 && (
        <EmptyState title="No feeds yet">
          <p>Make one, and give its address to your calendar program.</p>
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
