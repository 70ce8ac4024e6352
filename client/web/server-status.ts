import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isServerUnreachable } from './describe-error.ts'

const confirmMs = 1_000
/** A query that takes longer may have lost its connection without a sign. */
const patienceMs = 5_000
const probeMs = 3_000

let isAway = false
const listeners = new Set<() => void>()

function setAway(next: boolean): void {
  if (isAway === next) return
  isAway = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the server cannot be reached, so that one notice can say so for all parts of the page. */
export const useIsServerAway = (): boolean => useSyncExternalStore(subscribe, () => isAway)

let suspect: (error: unknown) => void = () => {}

/** Resolves after a request that did not reach the server, when it is worth another try. */
export async function untilWorthTrying(error: unknown): Promise<void> {
  suspect(error)
  await new Promise<void>(resolve => {
    function onChange() {
      if (isAway) return
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = subscribe(onChange)
    const timer = setTimeout(() => {
      stop()
      resolve()
    }, probeMs)
  })
}

/**
 * Watches the requests of the page. After one that did not reach the server, `probe` is called until it does; then what
 * could not be loaded, or is old, is loaded again.
 */
export function watchServer(queryClient: QueryClient, probe: () => Promise<unknown>): void {
  let timer: ReturnType<typeof setTimeout> | undefined

  async function check(): Promise<void> {
    try {
      await probe()
    } catch (error) {
      if (isServerUnreachable(error)) {
        setAway(true)
        timer = setTimeout(() => void check(), probeMs)
        return
      }
    }
    timer = undefined
    if (!isAway) return
    setAway(false)
    // Those that were sent before would wait for their time limit.
    await queryClient.cancelQueries({ predicate: ({ state }) => state.data === undefined })
    await queryClient.refetchQueries({
      type: 'active',
      predicate: query => query.state.error !== null || query.isStale(),
    })
  }

  /** A single request can fail for other reasons, such as a server that closes an idle connection. */
  suspect = error => {
    if (isServerUnreachable(error)) checkIn(confirmMs)
  }

  function checkIn(ms: number): void {
    timer ??= setTimeout(() => void check(), ms)
  }

  function doubt({ state }: Query): void {
    if (state.fetchStatus === 'fetching') checkIn(0)
  }

  function checkNow(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    void check()
  }

  queryClient.getQueryCache().subscribe(event => {
    if (event.type !== 'updated') return
    if (event.action.type === 'fetch') setTimeout(doubt, patienceMs, event.query)
    if (event.action.type === 'failed' || event.action.type === 'error') suspect(event.action.error)
  })
  queryClient.getMutationCache().subscribe(event => {
    if (event.type === 'updated' && event.action.type === 'error') suspect(event.action.error)
  })
  addEventListener('online', checkNow)
}
