import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useUndoKey } from '../shortcuts.ts'
import { useTopDialog } from './open-dialogs.ts'
import { type Toast, ToastBox } from './ToastBox.tsx'
import './Toasts.css'

/** `count` is the number of notifications that it combines. */
type ShownToast = Toast & { id: number; count: number }

const shownMs = 8_000
/** More would cover the page. */
const maxShown = 4

const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Notifications at the foot of the page, or of the dialog that is open. They disappear after a while, unless the pointer or focus is on them. */
export const useToast = (): ((toast: Toast) => void) => use(ToastContext)

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([])
  const lastId = useRef(0)
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())

  const newest = useRef<ShownToast[]>([])

  const remove = useCallback((id: number) => {
    clearTimeout(timers.current.get(id))
    timers.current.delete(id)
    newest.current = newest.current.filter(toast => toast.id !== id)
    setToasts(newest.current)
  }, [])
  const start = useCallback(
    (toast: ShownToast) => {
      clearTimeout(timers.current.get(toast.id))
      if (!newest.current.includes(toast)) return
      timers.current.set(
        toast.id,
        setTimeout(() => remove(toast.id), shownMs),
      )
    },
    [remove],
  )
  const show = useCallback(
    (toast: Toast) => {
      const before = toast.series && newest.current.find(({ series }) => series?.name === toast.series?.name)
      const shown = { ...join(toast, before), id: ++lastId.current }
      if (before) remove(before.id)
      const [oldest] = newest.current
      if (oldest && newest.current.length === maxShown) remove(oldest.id)
      newest.current = [...newest.current, shown]
      setToasts(newest.current)
      start(shown)
    },
    [start, remove],
  )

  const act = (toast: ShownToast) => {
    remove(toast.id)
    toast.action?.run()
  }
  // The pressed button is about to disappear: return the focus to where it was.
  const before = useRef<HTMLElement>(null)
  const restoreFocus = () =>
    (before.current?.isConnected ? before.current : document.querySelector<HTMLElement>('#main'))?.focus()
  const lastUndo = toasts.findLast(({ action }) => action?.isUndo)
  useUndoKey(lastUndo && (() => act(lastUndo)))

  const toBox = (toast: ShownToast) => (
    <ToastBox
      key={toast.id}
      toast={toast}
      onHold={() => clearTimeout(timers.current.get(toast.id))}
      onRelease={() => start(toast)}
      onAct={() => {
        restoreFocus()
        act(toast)
      }}
      onDismiss={() => {
        restoreFocus()
        remove(toast.id)
      }}
    />
  )

  const shown = (
    <div
      className="toasts"
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget as HTMLElement | null
      }}
    >
      {/* Screen readers announce what is added to a live region that was there before. */}
      <div className="toast-notes" aria-live="polite">
        {toasts.filter(toast => toast.kind !== 'error').map(toBox)}
      </div>
      {toasts.filter(toast => toast.kind === 'error').map(toBox)}
    </div>
  )
  const dialog = useTopDialog()
  return (
    <ToastContext value={show}>
      {children}
      {dialog ? createPortal(shown, dialog) : shown}
    </ToastContext>
  )
}

/** One notification for the series that it continues. What came last is undone first. */
function join(toast: Toast, before: ShownToast | undefined): Toast & { count: number } {
  if (!before || !toast.series) return { ...toast, count: 1 }
  const count = before.count + 1
  const run = () => {
    toast.action?.run()
    before.action?.run()
  }
  return {
    ...toast,
    count,
    text: toast.series.describe(count),
    ...(toast.action && { action: { ...toast.action, run } }),
  }
}
