import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'
import './Toasts.css'

type Toast = {
  text: string
  kind?: 'note' | 'error'
  action?: { label: string; run: () => void }
  /** Called when it goes away without its action. */
  onGone?: () => void
}

type ShownToast = Toast & { id: number }

const shownMs = 8_000

const ToastContext = createContext<(toast: Toast) => void>(() => {})

/** Tells, at the foot of the page, what happened; gone after a while, unless somebody points at it or reads it. */
export const useToast = (): ((toast: Toast) => void) => use(ToastContext)

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([])
  const lastId = useRef(0)
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())

  const remove = useCallback((id: number) => {
    clearTimeout(timers.current.get(id))
    timers.current.delete(id)
    setToasts(shown => shown.filter(toast => toast.id !== id))
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
      setToasts(others => [...others, shown])
      start(shown)
    },
    [start],
  )

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
              <button
                className="button small"
                type="button"
                onClick={() => {
                  remove(toast.id)
                  toast.action?.run()
                }}
              >
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
