import { useState } from 'react'
import { CopyField } from '../feeds/CopyField.tsx'
import '../feeds/FeedAddress.css'
import { Dialog } from '../ui/Dialog.tsx'
import { useLeaveWarning } from '../ui/use-leave-warning.ts'
import { t } from '../messages/account.ts'
import type { IssuedToken } from './TokenForm.tsx'

/** For what appears in place of the control that had the focus. */
const setFocus = (element: HTMLElement | null) => element?.focus()

type Props = { token: IssuedToken; onClose: () => void }

/** A new access token. It asks before it is lost: nothing can show it again. */
export function CreatedToken({ token: { name, token }, onClose }: Props) {
  const [isKept, setKept] = useState(false)
  const [isAsking, setAsking] = useState(false)
  useLeaveWarning(!isKept)
  const leave = () => (isKept ? onClose() : setAsking(true))
  return (
    <Dialog
      title={isAsking ? t.tokens.lossTitle : t.tokens.readyTitle}
      isOpen
      onClose={isAsking ? () => setAsking(false) : leave}
    >
      {isAsking ? (
        <div className="stack">
          <p>{t.tokens.loss(<bdi>{name}</bdi>)}</p>
          <div className="row dialog-actions">
            <button className="button" type="button" onClick={onClose}>
              {t.tokens.closeAnyway}
            </button>
            <button ref={setFocus} className="button primary" type="button" onClick={() => setAsking(false)}>
              {t.tokens.back}
            </button>
          </div>
        </div>
      ) : (
        <div className="stack">
          <p ref={setFocus} className="feed-notice" tabIndex={-1}>
            <strong>{t.tokens.isReady(<bdi>{name}</bdi>)}</strong> {t.tokens.shownOnce}
          </p>
          <CopyField label={t.tokens.token} value={token} onCopied={() => setKept(true)} />
          <div className="row dialog-actions">
            <button className="button primary" type="button" onClick={leave}>
              {t.tokens.done}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
