import { findKnownIds, isNotFound, subscribeToJobs } from './jobs-queries.ts'
import type { CalendarJob } from '../../create-client.ts'

const firstDelayMs = 250
const maxDelayMs = 5_000
const connectTimeoutMs = 10_000
/** A connection that lasted this long resets the reconnect delay. */
const steadyMs = 5_000

type Watcher = {
  onJob: (job: CalendarJob) => void
  onConnected: () => void
  onBroken: () => void
  /** The server does not know all of the jobs, or refuses access. */
  onRefused: () => void
  /** All of them have finished. */
  onOver: () => void
}

/**
 * Watches jobs over one stream until all of them have finished. Reconnects after each interruption: sooner than the 3 s of an
 * EventSource, which users would notice, and at once when the network is back.
 *
 * @returns a function that stops it
 */
export function watchJobs(wanted: readonly string[], watcher: Watcher): () => void {
  let ids = [...wanted]
  let failures = 0
  let isStopped = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  let leave: (() => void) | undefined

  function connect(): void {
    waiting = undefined
    let isCurrent = true
    let connectedAtMs = Infinity
    const timer = setTimeout(breakOff, connectTimeoutMs)
    const subscription = subscribeToJobs(
      { ids },
      {
        onData: watcher.onJob,
        onConnectionStateChange({ state, error }) {
          if (!isCurrent) return
          if (state === 'connecting' && error) breakOff()
          if (state !== 'pending') return
          clearTimeout(timer)
          connectedAtMs = performance.now()
          watcher.onConnected()
        },
        onError(error) {
          if (!isCurrent) return
          breakOff()
          watcher.onRefused()
          if (isNotFound(error)) void forgetUnknown()
        },
        onComplete() {
          if (!isCurrent) return
          stop()
          watcher.onOver()
        },
      },
    )
    leave = () => {
      isCurrent = false
      clearTimeout(timer)
      subscription.unsubscribe()
    }
    function breakOff(): void {
      leave?.()
      if (performance.now() - connectedAtMs > steadyMs) failures = 0
      const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** failures)
      failures += 1
      waiting = setTimeout(connect, delayMs * (0.5 + Math.random() / 2))
      watcher.onBroken()
    }
  }

  function connectNow(): void {
    if (waiting === undefined) return
    clearTimeout(waiting)
    connect()
  }

  async function forgetUnknown(): Promise<void> {
    ids = await findKnownIds(ids)
    if (isStopped || ids.length > 0) return
    stop()
    watcher.onOver()
  }

  function stop(): void {
    isStopped = true
    leave?.()
    clearTimeout(waiting)
    removeEventListener('online', connectNow)
  }

  addEventListener('online', connectNow)
  connect()
  return stop
}
