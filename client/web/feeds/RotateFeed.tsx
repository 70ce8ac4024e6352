import { ConfirmFeedAction } from './ConfirmFeedAction.tsx'
import { type Feed, type IssuedFeed, useRotateFeed } from './feeds-queries.ts'

type Props = { feed: Feed; onRotated: (feed: IssuedFeed) => void; onCancel: () => void }

export function RotateFeed({ feed, onRotated, onCancel }: Props) {
  const { mutate, isPending, error } = useRotateFeed()
  return (
    <ConfirmFeedAction
      submit="Replace address"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onRotated })}
      onCancel={onCancel}
    >
      The current address of “{feed.name}” stops working immediately. Apps that use it must be given the new
      one.
    </ConfirmFeedAction>
  )
}
