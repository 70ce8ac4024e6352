import { ConfirmFeedAction } from './ConfirmFeedAction.tsx'
import { type Feed, useDeleteFeed } from './feeds-queries.ts'

type Props = { feed: Feed; onDeleted: () => void; onCancel: () => void }

export function DeleteFeed({ feed, onDeleted, onCancel }: Props) {
  const { mutate, isPending, error } = useDeleteFeed()
  return (
    <ConfirmFeedAction
      submit="Delete feed"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onDeleted })}
      onCancel={onCancel}
    >
      The address of “{feed.name}” stops working, and subscribed calendars are no longer updated. Your todos
      are not affected.
    </ConfirmFeedAction>
  )
}
