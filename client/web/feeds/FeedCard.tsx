import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/feeds.ts'
import { describeFeed } from './describe-feed.ts'
import type { FeedAction } from './FeedDialog.tsx'
import './FeedAddress.css'
import { FeedStatus } from './FeedStatus.tsx'
import type { Feed } from './feeds-queries.ts'
import { HowToAdd } from './HowToAdd.tsx'
import { isPrivateAddress } from './is-private-address.ts'

type Props = { feed: Feed; onAction: (action: FeedAction) => void }

const actions = ['edit', 'rotate', 'delete'] as const

export function FeedCard({ feed, onAction }: Props) {
  const lists = useLists()
  return (
    <article className="card feed" aria-label={feed.name}>
      <h3 dir="auto">{feed.name}</h3>
      <p>{describeFeed(feed, lists).join(' · ')}</p>
      <FeedStatus feed={feed} />
      <details className="disclosure">
        <summary>{t.howToAddIt}</summary>
        <p className="muted">{t.addressNeeded}</p>
        <HowToAdd isPrivate={isPrivateAddress(location.href)} />
      </details>
      <div className="row">
        {actions.map(kind => (
          <button
            key={kind}
            className={kind === 'delete' ? 'button small danger' : 'button small'}
            type="button"
            aria-label={t.actionOn(t.actions[kind], feed.name)}
            onClick={() => onAction({ kind, feed })}
          >
            {t.actions[kind]}
          </button>
        ))}
      </div>
    </article>
  )
}
