import { common } from '../messages/common.ts'
import { Icon } from './Icon.tsx'

export type Toast = {
  text: string
  kind?: 'note' | 'error'
  /** An undo is also available by Ctrl+Z. */
  action?: { label: string; run: () => void; isUndo?: true }
  /** Notifications of one kind that are shown at once become one, whose action is that of all of them. */
  series?: { name: string; describe: (count: number) => string }
}

type Props = {
  toast: Toast
  /** Whether the pointer or the focus is on it. */
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
      role={kind === 'error' ? 'alert' : undefined}
      onPointerEnter={onHold}
      onPointerLeave={({ currentTarget }) => {
        if (!hasFocus(currentTarget)) onRelease()
      }}
      onFocus={onHold}
      onBlur={({ currentTarget }) => {
        if (!hasFocus(currentTarget) && !currentTarget.matches(':hover')) onRelease()
      }}
    >
      <span>{text}</span>
      {action && (
        <button className="button small" type="button" onClick={onAct}>
          {action.label}
        </button>
      )}
      <button className="button quiet icon small" type="button" onClick={onDismiss}>
        <Icon name="close" />
        <span className="visually-hidden">{common.dismiss}</span>
      </button>
    </div>
  )
}

/** Also while the focus is in another window, and will return. */
const hasFocus = (toast: Element) => toast.contains(document.activeElement)
