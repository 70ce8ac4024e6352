import { Dialog } from '../ui/Dialog.tsx'
import { DeleteFeed } from './DeleteFeed.tsx'
import { EditFeed } from './EditFeed.tsx'
import { FeedAddress } from './FeedAddress.tsx'
import type { Feed, IssuedFeed } from './feeds-queries.ts'
import { NewFeed } from './NewFeed.tsx'
import { RotateFeed } from './RotateFeed.tsx'

/** The open dialog. */
export type FeedAction =
  | { kind: 'create' }
  | { kind: 'edit' | 'rotate' | 'delete'; feed: Feed }
  | { kind: 'issued'; feed: IssuedFeed }

type Props = {
  action: FeedAction | undefined
  onAction: (action: FeedAction) => void
  onClose: () => void
  onDeleted: () => void
}

const titles = {
  create: 'New feed',
  edit: 'Edit feed',
  rotate: 'Replace the address?',
  delete: 'Delete feed?',
  issued: 'The feed’s address',
} satisfies Record<FeedAction['kind'], string>

export function FeedDialog({ action, onAction, onClose, onDeleted }: Props) {
  const showAddress = (feed: IssuedFeed) => onAction({ kind: 'issued', feed })
  return (
    <Dialog title={action ? titles[action.kind] : ''} isOpen={action !== undefined} onClose={onClose}>
      {action?.kind === 'create' && <NewFeed onCreated={showAddress} onCancel={onClose} />}
      {action?.kind === 'edit' && <EditFeed feed={action.feed} onClose={onClose} />}
      {action?.kind === 'rotate' && (
        <RotateFeed feed={action.feed} onRotated={showAddress} onCancel={onClose} />
      )}
      {action?.kind === 'delete' && (
        <DeleteFeed feed={action.feed} onDeleted={onDeleted} onCancel={onClose} />
      )}
      {action?.kind === 'issued' && <FeedAddress feed={action.feed} onDone={onClose} />}
    </Dialog>
  )
}
