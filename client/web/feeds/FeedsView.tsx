import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { describeError } from '../describe-error.ts'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
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
      {error && (
        <EmptyState title="Couldn’t load the feeds" role="alert">
          <p>{describeError(error).message}</p>
          <button className="button" type="button" onClick={() => void refetch()}>
            Try again
          </button>
        </EmptyState>
      )}
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
