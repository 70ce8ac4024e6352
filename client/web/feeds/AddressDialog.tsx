import { t } from '../messages/feeds.ts'
import { ShownOnceDialog } from '../ui/ShownOnceDialog.tsx'
import { FeedAddress } from './FeedAddress.tsx'
import type { IssuedFeed } from './feeds-queries.ts'

type Props = { feed: IssuedFeed; onClose: () => void }

/** The address of a new feed, or the new address of one. */
export const AddressDialog = ({ feed, onClose }: Props) => (
  <ShownOnceDialog
    title={t.address}
    loss={{
      title: t.askToClose,
      what: t.notCopied(<bdi>{feed.name}</bdi>),
      closeAnyway: t.closeAnyway,
      back: t.backToAddress,
    }}
    onClose={onClose}
  >
    {actions => <FeedAddress feed={feed} {...actions} />}
  </ShownOnceDialog>
)
