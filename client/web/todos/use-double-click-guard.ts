import { type MouseEvent, useRef } from 'react'

const withinMs = 400
const withinPixels = 10

/**
 * Ignores the second of two quick clicks at one place: by then another row is under the pointer. Keys have no place.
 */
export function useDoubleClickGuard(): (event: MouseEvent) => void {
  const last = useRef({ x: -Infinity, y: -Infinity, atMs: -Infinity })
  return event => {
    const { target, detail, clientX: x, clientY: y, timeStamp: atMs } = event
    if (detail === 0 || !(target as HTMLElement).closest('[data-control="check"], [data-control="delete"]'))
      return
    const { current: before } = last
    const isNear = Math.abs(x - before.x) < withinPixels && Math.abs(y - before.y) < withinPixels
    last.current = { x, y, atMs }
    if (!isNear || atMs - before.atMs > withinMs) return
    event.preventDefault()
    event.stopPropagation()
  }
}
