import { useEffect, useRef } from 'react'

type Props = { name: string; onBack: () => void; onLeave: () => void }

/** Asks before the address of a feed is lost. */
export function ConfirmLoss({ name, onBack, onLeave }: Props) {
  const back = useRef<HTMLButtonElement>(null)
  // The control that had the focus is gone.
  useEffect(() => back.current?.focus(), [])
  return (
    <div className="stack">
      <p>
        The address of “<bdi>{name}</bdi>” has not been copied, and it can’t be shown again. You can replace
        it later.
      </p>
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onLeave}>
          Close anyway
        </button>
        <button ref={back} className="button primary" type="button" onClick={onBack}>
          Back to the address
        </button>
      </div>
    </div>
  )
}
