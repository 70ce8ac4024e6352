import { useRef } from 'react'
import { v4 as uuid } from 'uuid'

/** Within this time asking for the same again is a double click, or a key that is held down. */
const doubleMs = 1_000

type Wish = { key: string; text: string; atMs: number; isAnswered: boolean }

/**
 * The key to send along with a wish: the same one while no answer has come, however often it is asked again, and for a
 * double click. A new one for another wish.
 */
export function useIdempotencyKey() {
  const wish = useRef<Wish>(undefined)
  return {
    keyOf: (wanted: unknown): string => {
      const text = JSON.stringify(wanted)
      const last = wish.current
      const isSame = last?.text === text && (!last.isAnswered || performance.now() - last.atMs < doubleMs)
      if (isSame) return last.key
      // Not crypto.randomUUID: a page that came over plain HTTP from another machine has none.
      wish.current = { key: uuid(), text, atMs: performance.now(), isAnswered: false }
      return wish.current.key
    },
    settle: (): void => {
      if (wish.current) wish.current.isAnswered = true
    },
  }
}
