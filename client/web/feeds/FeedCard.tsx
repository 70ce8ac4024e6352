import { useLists } from '../lists/all-lists.ts'
import { describeFeed } from './describe-feed.ts'
import type { FeedAction } from './FeedDialog.tsx'
import { FeedStatus } from './FeedStatus.tsx'
import type { Feed } from './feeds-queries.ts'

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
