import type { QueryClient } from '@tanstack/react-query'
import { jobsKey, cacheIfNewer } from './job-cache.ts'
import { watchJobs } from './watch-jobs.ts'

/** The notice about the stream; none while it works. */
type StreamNotice = 'none' | 'interrupted' | 'back'

/** Updates of all jobs on the page over one stream, which is open only while one of them is unfinished. */
export type JobStream = {
  /** @returns a function that stops watching; several components can watch one job */
  watch: (id: string) => () => void
  onNotice: (listener: () => void) => () => void
  readNotice: () => StreamNotice
}

/** The server's limit. */
const maxIds = 50
/** Collects changes, because lists mount and unmount many jobs at once. */
const settleMs = 100
/** Shorter interruptions are not shown. */
const graceMs = 1_000
const backMs = 4_000

export function createJobStream(cache: QueryClient): JobStream {
  const watchers = new Map<string, number>()
  const listeners = new Set<() => void>()
  let watched: { ids: ReadonlySet<string>; stop: () => void } | undefined
  let updateTimer: ReturnType<typeof setTimeout> | undefined
  let isInterrupted = false
  let notice: StreamNotice = 'none'
  let noticeTimer: ReturnType<typeof setTimeout> | undefined

  function show(next: StreamNotice): void {
    clearTimeout(noticeTimer)
    if (notice === next) return
    notice = next
    for (const listener of listeners) listener()
  }

  function onInterrupted(): void {
    if (isInterrupted) return
    isInterrupted = true
    clearTimeout(noticeTimer)
    noticeTimer = setTimeout(show, graceMs, 'interrupted')
  }

  function onConnected(): void {
    isInterrupted = false
    if (notice === 'none') return show('none')
    show('back')
    noticeTimer = setTimeout(show, backMs, 'none')
  }

  function end(): void {
    watched = undefined
    isInterrupted = false
    if (notice !== 'back') show('none')
  }

  /** Hidden pages close the stream: a browser has six connections for all pages of one server. */
  const findWanted = () => (document.hidden ? [] : [...watchers.keys()].sort().toReversed().slice(0, maxIds))

  function update(): void {
    updateTimer = undefined
    const ids = findWanted()
    // Jobs beyond the limit are refetched when they are shown.
    if (ids.length > 0 && ids.every(id => watched?.ids.has(id))) return
    watched?.stop()
    if (ids.length === 0) return end()
    const stop = watchJobs(ids, {
      onJob: job => void cacheIfNewer(cache, job),
      onConnected,
      onInterrupted,
      onRefused: () => void cache.invalidateQueries({ queryKey: jobsKey }),
      onFinished() {
        end()
        updateSoon()
      },
    })
    watched = { ids: new Set(ids), stop }
  }

  function updateSoon(): void {
    updateTimer ??= setTimeout(update, settleMs)
  }

  document.addEventListener('visibilitychange', updateSoon)

  return {
    watch(id) {
      watchers.set(id, (watchers.get(id) ?? 0) + 1)
      updateSoon()
      return () => {
        const left = (watchers.get(id) ?? 0) - 1
        if (left > 0) watchers.set(id, left)
        else watchers.delete(id)
        updateSoon()
      }
    },
    onNotice(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    readNotice: () => notice,
  }
}
