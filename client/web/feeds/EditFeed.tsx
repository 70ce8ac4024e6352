import { FeedForm } from './FeedForm.tsx'
import { type Feed, useUpdateFeed } from './feeds-queries.ts'

export function EditFeed({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const { mutate, isPending, error } = useUpdateFeed()
  return (
    <FeedForm
      feed={feed}
      submit="Save"
      isBusy={isPending}
      error={error}
      onSubmit={change => mutate({ id: feed.id, ...change }, { onSuccess: onClose })}
      onCancel={onClose}
    />
  )
}
