import { type FocusEvent, useEffect, useRef } from 'react'

type Place = { todo: string; day: string }

/**
 * A todo that moves to another day gets a new element, which loses the focus: it is restored to the same todo, or to its day.
 */
export function useRestoreFocus() {
  const root = useRef<HTMLTableElement>(null)
  const place = useRef<Place>(undefined)

  useEffect(() => {
    // New elements can be focused only after they are laid out.
    const frame = requestAnimationFrame(() => {
      if (place.current && document.activeElement === document.body)
        find(root.current, place.current)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  })

  return {
    ref: root,
    onFocus({ target }: FocusEvent) {
      place.current = placeOf(target)
    },
    onBlur({ target, relatedTarget }: FocusEvent) {
      const isInDialog = relatedTarget instanceof Element && relatedTarget.closest('dialog') !== null
      if (isInDialog) return
      const left = place.current
      // A removed element was not left by the user.
      requestAnimationFrame(() => {
        const isLeft = target.isConnected && document.activeElement !== target
        if (isLeft && place.current === left) place.current = undefined
      })
    },
  }
}

function placeOf(element: Element): Place | undefined {
  const todo = element.closest<HTMLElement>('[data-todo]')?.dataset['todo']
  const day = element.closest<HTMLElement>('[data-date]')?.dataset['date']
  return todo !== undefined && day !== undefined ? { todo, day } : undefined
}

const find = (root: HTMLElement | null, { todo, day }: Place) =>
  root?.querySelector<HTMLElement>(`[data-todo="${todo}"] [role="button"]`) ??
  root?.querySelector<HTMLElement>(`[data-date="${day}"] .day-number`)
