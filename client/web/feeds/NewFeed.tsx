import { FeedForm } from './FeedForm.tsx'
import { type IssuedFeed, useCreateFeed } from './feeds-queries.ts'

type Props = { onCreated: (feed: IssuedFeed) => void; onCancel: () => void }

export function NewFeed({ onCreated, onCancel }: Props) {
  const { mutate, isPending, error } = useCreateFeed()
  return (
    <FeedForm
      submit="Create feed"
      isBusy={isPending}
      error={error}
      onSubmit={feed => mutate(feed, { onSuccess: onCreated })}
      onCancel={onCancel}
    />
  )
}
