import { type PointerEvent, useRef } from 'react'

/** In pixels. A shorter move is a tap, or a slightly slanted scroll. */
const minShift = 12
/** From here on, letting go acts. */
const actsFrom = 96

type Swipe = { row: HTMLElement; id: number; startX: number; startY: number; isMoving: boolean }
type Act = (id: number) => void

/** Lets fingers move the rows of a list sideways: towards the end of the line, or back to its start. */
export function useSwipe({ onForward, onBack }: { onForward: Act; onBack: Act }) {
  const swipe = useRef<Swipe>(undefined)

  function onPointerDown({ pointerType, target, clientX, clientY, isPrimary }: PointerEvent<HTMLElement>) {
    const row = (target as HTMLElement).closest<HTMLElement>('.todo-row')
    const id = Number(row?.closest<HTMLElement>('[data-id]')?.dataset['id'])
    if (!row || pointerType !== 'touch' || !isPrimary) return
    swipe.current = { row, id, startX: clientX, startY: clientY, isMoving: false }
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!swipe.current) return
    const { row, startX, startY, isMoving } = swipe.current
    const [x, y] = [event.clientX - startX, event.clientY - startY]
    if (!isMoving && (Math.abs(x) < minShift || Math.abs(x) < 2 * Math.abs(y))) return
    if (!isMoving) event.currentTarget.setPointerCapture(event.pointerId)
    swipe.current.isMoving = true
    row.style.translate = `${x}px`
    row.dataset['swipe'] = Math.abs(x) < actsFrom ? 'short' : isForward(row, x) ? 'forward' : 'back'
  }

  function end(acts: boolean) {
    if (!swipe.current) return
    const { row, id } = swipe.current
    const direction = row.dataset['swipe']
    swipe.current = undefined
    row.style.translate = ''
    delete row.dataset['swipe']
    if (acts && direction === 'forward') onForward(id)
    if (acts && direction === 'back') onBack(id)
  }

  return { onPointerDown, onPointerMove, onPointerUp: () => end(true), onPointerCancel: () => end(false) }
}

const isForward = (row: HTMLElement, x: number) => x > 0 === (getComputedStyle(row).direction === 'ltr')
