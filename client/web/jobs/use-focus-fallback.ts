import { type RefObject, useLayoutEffect } from 'react'

/**
 * When a control goes away that has the focus, such as one that cancels what has just ended, the focus goes to the
 * closest element around it that is marked as `data-focus-fallback` instead of getting lost.
 */
export function useFocusFallback(control: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = control.current
    // React cleans up layout effects before it takes the element out of the document.
    return () => {
      if (element && document.activeElement === element) {
        element.closest<HTMLElement>('[data-focus-fallback]')?.focus({ preventScroll: true })
      }
    }
  }, [control])
}
