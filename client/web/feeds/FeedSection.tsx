import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../messages/feeds.ts'
import { Cause } from '../ui/Cause.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { NothingYet } from '../ui/NothingYet.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import { FeedCard } from './FeedCard.tsx'
import { FeedDialog, type FeedAction } from './FeedDialog.tsx'
import { allFeeds } from './feeds-queries.ts'
import './FeedSection.css'

/** The addresses that calendar apps subscribe to. `onGone` moves the focus when the focused feed was deleted. */
export function FeedSection({ onGone }: { onGone: () => void }) {
  const { data: feeds, error, refetch } = useQuery(allFeeds)
  const [action, setAction] = useState<FeedAction>()

  function finishDelete() {
    // While a dialog is open, nothing outside of it can be focused.
    flushSync(() => setAction(undefined))
    onGone()
  }

  return (
    <section className="exports-section" aria-labelledby="feeds">
      <h2 id="feeds">{t.feeds}</h2>
      <p className="muted">{t.whatFeedsAre}</p>
      {error && !feeds && <LoadFailure title={t.notLoaded} error={error} onRetry={refetch} />}
      {error && feeds && (
        <RetryNotice onRetry={refetch}>
          {t.lastKnown} <Cause error={error} />
        </RetryNotice>
      )}
      {!feeds && !error && <Loading />}
      {feeds?.length === 0 && <NothingYet>{t.noFeeds}</NothingYet>}
      {feeds && feeds.length > 0 && (
        <ul className="feeds">
          {feeds.map(feed => (
            <li key={feed.id}>
              <FeedCard feed={feed} onAction={setAction} />
            </li>
          ))}
        </ul>
      )}
      <FeedDialog action={action} onClose={() => setAction(undefined)} onDeleted={finishDelete} />
    </section>
  )
}
