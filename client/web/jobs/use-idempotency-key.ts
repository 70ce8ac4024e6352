import { useRef } from 'react'
import { v4 as uuid } from 'uuid'

/** The same request within this time is a double click, or a key that is held down. */
const doubleMs = 1_000

type KeyedRequest = { key: string; text: string; atMs: number; isAnswered: boolean }

/**
 * The idempotency key of a request: the same one for repetitions until an answer has arrived, and for a
 * double click. A new one for another request.
 */
export function useIdempotencyKey() {
  const lastRequest = useRef<KeyedRequest>(undefined)
  return {
    keyOf: (request: unknown): string => {
      const text = JSON.stringify(request)
      const last = lastRequest.current
      const isSame = last?.text === text && (!last.isAnswered || performance.now() - last.atMs < doubleMs)
      if (isSame) return last.key
      // Not crypto.randomUUID, which is missing on pages loaded over plain HTTP from another machine.
      lastRequest.current = { key: uuid(), text, atMs: performance.now(), isAnswered: false }
      return lastRequest.current.key
    },
    settle: (): void => {
      if (lastRequest.current) lastRequest.current.isAnswered = true
    },
  }
}
