import { ConfirmFeedAction } from './ConfirmFeedAction.tsx'
import { type Feed, useDeleteFeed } from './feeds-queries.ts'

type Props = { feed: Feed; onDeleted: () => void; onCancel: () => void }

export function DeleteFeed({ feed, onDeleted, onCancel }: Props) {
  const { mutate, isPending, error } = useDeleteFeed()
  return (
    <ConfirmFeedAction
      submit="Delete it"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onDeleted })}
      onCancel={onCancel}
    >
      From then on, the address of “{feed.name}” answers 410 Gone, and programs that subscribe to it stop
      being updated. The todos stay as they are.
    </ConfirmFeedAction>
  )
}
