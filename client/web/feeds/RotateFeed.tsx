import { ConfirmFeedAction } from './ConfirmFeedAction.tsx'
import { type Feed, type IssuedFeed, useRotateFeed } from './feeds-queries.ts'

type Props = { feed: Feed; onRotated: (feed: IssuedFeed) => void; onCancel: () => void }

export function RotateFeed({ feed, onRotated, onCancel }: Props) {
  const { mutate, isPending, error } = useRotateFeed()
  return (
    <ConfirmFeedAction
      submit="Give it a new address"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onRotated })}
      onCancel={onCancel}
    >
      From then on, the old address of “{feed.name}” answers 410 Gone. Programs that subscribe to it stop
      being updated until they are given the new one.
    </ConfirmFeedAction>
  )
}
