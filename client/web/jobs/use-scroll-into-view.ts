import { type RefObject, useEffect } from 'react'

/**
 * Scrolls an element into view when `cause` changes, and again when it grows, unless the user has scrolled
 * away.
 */
export function useScrollIntoView(place: RefObject<HTMLElement | null>, cause: string | undefined): void {
  useEffect(() => {
    const element = place.current
    if (cause === undefined || !element) return undefined
    let heightBefore: number | undefined
    const observer = new ResizeObserver(() => {
      const { top, height } = element.getBoundingClientRect()
      const wasInView = heightBefore === undefined || (top >= 0 && top + heightBefore <= innerHeight)
      heightBefore = height
      if (wasInView) element.scrollIntoView({ block: 'nearest' })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [place, cause])
}
