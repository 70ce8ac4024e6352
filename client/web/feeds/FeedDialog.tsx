import { t } from '../messages/feeds.ts'
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

export function FeedDialog({ action, onClose, onDeleted }: Props) {
  const showAddress = useShowAddress()
  return (
    <Dialog title={action ? t.titles[action.kind] : ''} isOpen={action !== undefined} onClose={onClose}>
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
      submit={t.rotate}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onRotated })}
      onCancel={onCancel}
    >
      {t.whatRotatingMeans(<bdi>{feed.name}</bdi>)}
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
      submit={t.delete}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate(feed, { onSuccess: onDeleted })}
      onCancel={onCancel}
    >
      {t.whatDeletingMeans(<bdi>{feed.name}</bdi>)}
    </ConfirmAction>
  )
}
