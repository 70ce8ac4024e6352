import type { CalendarJob } from '../../create-client.ts'
import { isNotFound } from '../describe-error.ts'
import { findKnownIds, subscribeToJobs } from './jobs-queries.ts'

const firstDelayMs = 250
const maxDelayMs = 5_000
const connectTimeoutMs = 10_000
/** A connection that lasted this long resets the reconnect delay. */
const steadyMs = 5_000

type Watcher = {
  onJob: (job: CalendarJob) => void
  onConnected: () => void
  onInterrupted: () => void
  /** The server does not know all of the jobs, or refuses access. */
  onRefused: () => void
  /** All of them have finished. */
  onFinished: () => void
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
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined
  let disconnect: (() => void) | undefined

  function connect(): void {
    reconnectTimer = undefined
    let isCurrent = true
    let connectedAtMs = Infinity
    const connectTimer = setTimeout(reconnectLater, connectTimeoutMs)
    const subscription = subscribeToJobs(
      { ids },
      {
        onData: watcher.onJob,
        onConnectionStateChange({ state, error }) {
          if (!isCurrent) return
          if (state === 'connecting' && error) reconnectLater()
          if (state !== 'pending') return
          clearTimeout(connectTimer)
          connectedAtMs = performance.now()
          watcher.onConnected()
        },
        onError(error) {
          if (!isCurrent) return
          reconnectLater()
          watcher.onRefused()
          if (isNotFound(error)) void dropUnknownIds()
        },
        onComplete() {
          if (!isCurrent) return
          stop()
          watcher.onFinished()
        },
      },
    )
    disconnect = () => {
      isCurrent = false
      clearTimeout(connectTimer)
      subscription.unsubscribe()
    }
    function reconnectLater(): void {
      disconnect?.()
      if (performance.now() - connectedAtMs > steadyMs) failures = 0
      const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** failures)
      failures += 1
      reconnectTimer = setTimeout(connect, delayMs * (0.5 + Math.random() / 2))
      watcher.onInterrupted()
    }
  }

  function connectNow(): void {
    if (reconnectTimer === undefined) return
    clearTimeout(reconnectTimer)
    connect()
  }

  async function dropUnknownIds(): Promise<void> {
    ids = await findKnownIds(ids)
    if (isStopped || ids.length > 0) return
    stop()
    watcher.onFinished()
  }

  function stop(): void {
    isStopped = true
    disconnect?.()
    clearTimeout(reconnectTimer)
    removeEventListener('online', connectNow)
  }

  addEventListener('online', connectNow)
  connect()
  return stop
}
