import { describeFeed } from './describe-feed.ts'
import type { FeedDeed } from './FeedDialog.tsx'
import { FeedStatus } from './FeedStatus.tsx'
import type { Feed } from './feeds-queries.ts'

type Props = { feed: Feed; onDeed: (deed: FeedDeed) => void }

const deeds = [
  { kind: 'edit', name: 'Edit' },
  { kind: 'rotate', name: 'New address' },
  { kind: 'delete', name: 'Delete' },
] as const

export function FeedCard({ feed, onDeed }: Props) {
  return (
    <article className="card feed" aria-label={feed.name}>
      <h2>{feed.name}</h2>
      <p>{describeFeed(feed).join(' · ')}</p>
      <FeedStatus feed={feed} />
      <div className="row">
        {deeds.map(({ kind, name }) => (
          <button
            key={kind}
            className={kind === 'delete' ? 'button small danger' : 'button small'}
            type="button"
            aria-label={`${name}: ${feed.name}`}
            onClick={() => onDeed({ kind, feed })}
          >
            {name}
          </button>
        ))}
      </div>
    </article>
  )
}
