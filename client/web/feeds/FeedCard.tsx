import { useLists } from '../lists/all-lists.ts'
import { describeFeed } from './describe-feed.ts'
import type { FeedAction } from './FeedDialog.tsx'
import './FeedAddress.css'
import { FeedStatus } from './FeedStatus.tsx'
import type { Feed } from './feeds-queries.ts'
import { HowToAdd } from './HowToAdd.tsx'
import { isPrivateAddress } from './is-private-address.ts'

type Props = { feed: Feed; onAction: (action: FeedAction) => void }

const actions = [
  { kind: 'edit', name: 'Edit' },
  { kind: 'rotate', name: 'Replace address' },
  { kind: 'delete', name: 'Delete' },
] as const

export function FeedCard({ feed, onAction }: Props) {
  const lists = useLists()
  return (
    <article className="card feed" aria-label={feed.name}>
      <h3 dir="auto">{feed.name}</h3>
      <p>{describeFeed(feed, lists).join(' · ')}</p>
      <FeedStatus feed={feed} />
      <details className="disclosure">
        <summary>How to add it</summary>
        <p className="muted">
          You need the feed’s address. If you no longer have it, replace it: apps that use the old one need
          the new one.
        </p>
        <HowToAdd isPrivate={isPrivateAddress(location.href)} />
      </details>
      <div className="row">
        {actions.map(({ kind, name }) => (
          <button
            key={kind}
            className={kind === 'delete' ? 'button small danger' : 'button small'}
            type="button"
            aria-label={`${name}: ${feed.name}`}
            onClick={() => onAction({ kind, feed })}
          >
            {name}
          </button>
        ))}
      </div>
    </article>
  )
}
