import { Dialog } from '../ui/Dialog.tsx'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { FeedForm } from './FeedForm.tsx'
import { type Feed, type IssuedFeed, useDeleteFeed, useRotateFeed } from './feeds-queries.ts'
import { useShowAddress } from './use-show-address.tsx'

/** The open dialog. */
export type FeedAction = { kind: 'edit' | 'rotate' | 'delete'; feed: Feed }

type Props = {
  action: FeedAction | undefined
  onClose: () => void
  onDeleted: () => void
}

const titles = {
  edit: 'Edit feed',
  rotate: 'Replace the address?',
  delete: 'Delete feed?',
} satisfies Record<FeedAction['kind'], string>

export function FeedDialog({ action, onClose, onDeleted }: Props) {
  const showAddress = useShowAddress()
  return (
    <Dialog title={action ? titles[action.kind] : ''} isOpen={action !== undefined} onClose={onClose}>
      {action?.kind === 'edit' && <FeedForm feed={action.feed} onClose={onClose} />}
      {action?.kind === 'rotate' && (
        <RotateFeed
          feed={action.feed}
          onRotated={feed => {
            onClose()
            showAddress(feed)
          }}
          onCancel={onClose}
        />
      )}
      {action?.kind === 'delete' && (
        <DeleteFeed feed={action.feed} onDeleted={onDeleted} onCancel={onClose} />
      )}
    </Dialog>
  )
}

function RotateFeed({
  feed,
  onRotated,
  onCancel,
}: {
  feed: Feed
  onRotated: (feed: IssuedFeed) => void
  onCancel: () => void
}) {
  const { mutate, isPending, error } = useRotateFeed()
  return (
    <ConfirmAction
      submit="Replace address"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onRotated })}
      onCancel={onCancel}
    >
      The current address of “<bdi>{feed.name}</bdi>” stops working immediately. Apps that use it must be
      given the new one.
    </ConfirmAction>
  )
}

function DeleteFeed({
  feed,
  onDeleted,
  onCancel,
}: {
  feed: Feed
  onDeleted: () => void
  onCancel: () => void
}) {
  const { mutate, isPending, error } = useDeleteFeed()
  return (
    <ConfirmAction
      submit="Delete feed"
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onDeleted })}
      onCancel={onCancel}
    >
      The address of “<bdi>{feed.name}</bdi>” stops working, and subscribed calendars are no longer updated.
      Your todos are not affected.
    </ConfirmAction>
  )
}
