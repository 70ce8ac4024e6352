import { type RefObject, useLayoutEffect } from 'react'

/**
 * When a focused control disappears, such as the cancel button of a job that finishes, the focus moves to the
 * closest ancestor marked as `data-focus-fallback` instead of getting lost.
 */
export function useFocusFallback(control: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = control.current
    // React cleans up layout effects before it removes the element from the document.
    return () => {
      if (element && document.activeElement === element) {
        element.closest<HTMLElement>('[data-focus-fallback]')?.focus({ preventScroll: true })
      }
    }
  }, [control])
}
