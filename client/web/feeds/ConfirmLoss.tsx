import { useEffect, useRef } from 'react'
import { t } from '../messages/feeds.ts'

type Props = { name: string; onBack: () => void; onLeave: () => void }

/** Asks before the address of a feed is lost. */
export function ConfirmLoss({ name, onBack, onLeave }: Props) {
  const back = useRef<HTMLButtonElement>(null)
  // The control that had the focus is gone.
  useEffect(() => back.current?.focus(), [])
  return (
    <div className="stack">
      <p>{t.notCopied(<bdi>{name}</bdi>)}</p>
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onLeave}>
          {t.closeAnyway}
        </button>
        <button ref={back} className="button primary" type="button" onClick={onBack}>
          {t.backToAddress}
        </button>
      </div>
    </div>
  )
}
