export type Toast = {
  text: string
  kind?: 'note' | 'error'
  /** One that undoes is Ctrl+Z, too. */
  action?: { label: string; run: () => void; isUndo?: true }
  /** Called when it goes away without its action. */
  onGone?: () => void
}

type Props = {
  toast: Toast
  /** Somebody points at it or is within it. */
  onHold: () => void
  onRelease: () => void
  onAct: () => void
  onDismiss: () => void
}

export function ToastBox({
  toast: { text, kind = 'note', action },
  onHold,
  onRelease,
  onAct,
  onDismiss,
}: Props) {
  return (
    <div
      className={`toast ${kind}`}
      role={kind === 'error' ? 'alert' : 'status'}
      onPointerEnter={onHold}
      onPointerLeave={onRelease}
      onFocus={onHold}
      onBlur={onRelease}
    >
      <span>{text}</span>
      {action && (
        <button className="button small" type="button" onClick={onAct}>
          {action.label}
        </button>
      )}
      <button className="button quiet icon small" type="button" onClick={onDismiss}>
        <span aria-hidden="true">✕</span>
        <span className="visually-hidden">Dismiss</span>
      </button>
    </div>
  )
}
