import { useState } from 'react'
import { t } from '../messages/feeds.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useLeaveWarning } from '../ui/use-leave-warning.ts'
import { ConfirmLoss } from './ConfirmLoss.tsx'
import { FeedAddress } from './FeedAddress.tsx'
import type { IssuedFeed } from './feeds-queries.ts'

type Props = { feed: IssuedFeed; onClose: () => void }

/** The address of a new feed, or the new address of one. It asks before it is lost: nothing can show it again. */
export function AddressDialog({ feed, onClose }: Props) {
  const [isKept, setKept] = useState(false)
  const [isAsking, setAsking] = useState(false)
  useLeaveWarning(!isKept)
  const leave = () => (isKept ? onClose() : setAsking(true))
  return (
    <Dialog
      title={isAsking ? t.askToClose : t.address}
      isOpen
      onClose={isAsking ? () => setAsking(false) : leave}
    >
      {isAsking ? (
        <ConfirmLoss name={feed.name} onBack={() => setAsking(false)} onLeave={onClose} />
      ) : (
        <FeedAddress feed={feed} onKept={() => setKept(true)} onDone={leave} />
      )}
    </Dialog>
  )
}
