import { type ReactNode, useState } from 'react'
import { setAutoFocus } from './auto-focus.ts'
import { Dialog } from './Dialog.tsx'
import { useLeaveWarning } from './use-leave-warning.ts'

type Loss = { title: string; what: ReactNode; closeAnyway: string; back: string }

type Props = {
  title: string
  /** Asked before it is lost. */
  loss: Loss
  onClose: () => void
  /** Calls `onKept` when the user has it, and `onDone` to close the dialog. */
  children: (actions: { onKept: () => void; onDone: () => void }) => ReactNode
}

/** Shows what nothing can show again, such as a token. It asks before it is lost. */
export function ShownOnceDialog({ title, loss, onClose, children }: Props) {
  const [isKept, setKept] = useState(false)
  const [isAsking, setAsking] = useState(false)
  useLeaveWarning(!isKept)
  const leave = () => (isKept ? onClose() : setAsking(true))
  const goBack = () => setAsking(false)
  return (
    <Dialog title={isAsking ? loss.title : title} isOpen onClose={isAsking ? goBack : leave}>
      {isAsking ? (
        <div className="stack">
          <p>{loss.what}</p>
          <div className="row dialog-actions">
            <button className="button" type="button" onClick={onClose}>
              {loss.closeAnyway}
            </button>
            <button ref={setAutoFocus} className="button primary" type="button" onClick={goBack}>
              {loss.back}
            </button>
          </div>
        </div>
      ) : (
        children({ onKept: () => setKept(true), onDone: leave })
      )}
    </Dialog>
  )
}
