import { type RefObject, useEffect } from 'react'

/**
 * Brings an element into sight when `cause` becomes another one, and again when it grows, unless somebody has scrolled
 * away from it.
 */
export function useScrollIntoView(place: RefObject<HTMLElement | null>, cause: string | undefined): void {
  useEffect(() => {
    const element = place.current
    if (cause === undefined || !element) return undefined
    let heightBefore: number | undefined
    const observer = new ResizeObserver(() => {
      const { top, height } = element.getBoundingClientRect()
      const wasInSight = heightBefore === undefined || (top >= 0 && top + heightBefore <= innerHeight)
      heightBefore = height
      if (wasInSight) element.scrollIntoView({ block: 'nearest' })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [place, cause])
}
