import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'
import { useUndoKey } from '../shortcuts.ts'
import './Toasts.css'

type Toast = {
  text: string
  kind?: 'note' | 'error'
  /** One that undoes is Ctrl+Z, too. */
  action?: { label: string; run: () => void; isUndo?: true }
  /** Called when it goes away without its action. */
  onGone?: () => void
}

type ShownToast = Toast & { id: number }

const shownMs = 8_000
/** More would hide what they are about. */
const mostShown = 4

const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Tells, at the foot of the page, what happened; gone after a while, unless somebody points at it or reads it. */
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
  const letGo = useCallback(
    (toast: ShownToast) => {
      remove(toast.id)
      toast.onGone?.()
    },
    [remove],
  )
  const start = useCallback(
    (toast: ShownToast) => {
      clearTimeout(timers.current.get(toast.id))
      timers.current.set(
        toast.id,
        setTimeout(() => letGo(toast), shownMs),
      )
    },
    [letGo],
  )
  const show = useCallback(
    (toast: Toast) => {
      const shown = { ...toast, id: ++lastId.current }
      const [oldest] = newest.current
      if (oldest && newest.current.length === mostShown) letGo(oldest)
      newest.current = [...newest.current, shown]
      setToasts(newest.current)
      start(shown)
    },
    [start, letGo],
  )

  const act = (toast: ShownToast) => {
    remove(toast.id)
    toast.action?.run()
  }
  const lastUndo = toasts.findLast(({ action }) => action?.isUndo)
  useUndoKey(lastUndo && (() => act(lastUndo)))

  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts">
        {toasts.map(toast => (
          <div
            key={toast.id}
            className={`toast ${toast.kind ?? 'note'}`}
            role={toast.kind === 'error' ? 'alert' : 'status'}
            onPointerEnter={() => clearTimeout(timers.current.get(toast.id))}
            onPointerLeave={() => start(toast)}
            onFocus={() => clearTimeout(timers.current.get(toast.id))}
            onBlur={() => start(toast)}
          >
            <span>{toast.text}</span>
            {toast.action && (
              <button className="button small" type="button" onClick={() => act(toast)}>
                {toast.action.label}
              </button>
            )}
            <button className="button quiet icon small" type="button" onClick={() => letGo(toast)}>
              <span aria-hidden="true">✕</span>
              <span className="visually-hidden">Dismiss</span>
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
