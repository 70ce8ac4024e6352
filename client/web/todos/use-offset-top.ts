import { type RefObject, useSyncExternalStore } from 'react'

function onResize(changed: () => void) {
  const observer = new ResizeObserver(changed)
  observer.observe(document.body)
  return () => observer.disconnect()
}

/** The distance of an element from the top of the page, updated when the content above it changes. */
export const useOffsetTop = (element: RefObject<HTMLElement | null>): number =>
  useSyncExternalStore(onResize, () => {
    const { current } = element
    return current ? Math.round(current.getBoundingClientRect().top + scrollY) : 0
  })
