import { type CSSProperties, useSyncExternalStore } from 'react'

/** In rem: the head of the page and the calendar, the least height of a month, a cell's number, a todo with its gap. */
const headHeight = 10.4
const minHeight = 36
const numberHeight = 2
const chipHeight = 1.5

function listen(changed: () => void) {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}

const innerHeightRem = () =>
  innerHeight / Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** The height of a month's weeks, which fill the window, and how many todos have room in it: at least two. */
export function useCellRoom(weeks: number): { room: number; style: CSSProperties } {
  const available = useSyncExternalStore(listen, innerHeightRem) - headHeight
  const height = Math.max(available, minHeight) / weeks
  return {
    room: Math.max(2, Math.floor((height - numberHeight) / chipHeight)),
    style: { '--week-height': `${height}rem` } as CSSProperties,
  }
}
