import { Dialog } from '../ui/Dialog.tsx'
import { DeleteFeed } from './DeleteFeed.tsx'
import { EditFeed } from './EditFeed.tsx'
import { FeedAddress } from './FeedAddress.tsx'
import type { Feed, IssuedFeed } from './feeds-queries.ts'
import { NewFeed } from './NewFeed.tsx'
import { RotateFeed } from './RotateFeed.tsx'

/** What the person is about to do, or shall see. */
export type FeedDeed =
  | { kind: 'create' }
  | { kind: 'edit' | 'rotate' | 'delete'; feed: Feed }
  | { kind: 'issued'; feed: IssuedFeed }

type Props = {
  deed: FeedDeed | undefined
  onDeed: (deed: FeedDeed) => void
  onClose: () => void
  onDeleted: () => void
}

const titles = {
  create: 'New feed',
  edit: 'Edit the feed',
  rotate: 'Give the feed a new address?',
  delete: 'Delete the feed?',
  issued: 'The feed’s address',
} satisfies Record<FeedDeed['kind'], string>

export function FeedDialog({ deed, onDeed, onClose, onDeleted }: Props) {
  const showAddress = (feed: IssuedFeed) => onDeed({ kind: 'issued', feed })
  return (
    <Dialog title={deed ? titles[deed.kind] : ''} isOpen={deed !== undefined} onClose={onClose}>
      {deed?.kind === 'create' && <NewFeed onCreated={showAddress} onCancel={onClose} />}
      {deed?.kind === 'edit' && <EditFeed feed={deed.feed} onClose={onClose} />}
      {deed?.kind === 'rotate' && <RotateFeed feed={deed.feed} onRotated={showAddress} onCancel={onClose} />}
      {deed?.kind === 'delete' && <DeleteFeed feed={deed.feed} onDeleted={onDeleted} onCancel={onClose} />}
      {deed?.kind === 'issued' && <FeedAddress feed={deed.feed} onDone={onClose} />}
    </Dialog>
  )
}
