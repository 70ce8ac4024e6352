import { type RefObject, useSyncExternalStore } from 'react'

function onResize(changed: () => void) {
  const observer = new ResizeObserver(changed)
  observer.observe(document.body)
  return () => observer.disconnect()
}

/** How far an element is from the top of the page, whatever comes and goes above it. */
export const useOffsetTop = (element: RefObject<HTMLElement | null>): number =>
  useSyncExternalStore(onResize, () => {
    const { current } = element
    return current ? Math.round(current.getBoundingClientRect().top + scrollY) : 0
  })
