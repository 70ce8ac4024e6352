import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Preloaded into our processes (`node --import`): writes the delay of their event loop to a file when they exit. SIGUSR2
// discards what was measured during the start.

const resolutionMs = 10
const file = process.env['EVENT_LOOP_DELAY_FILE']

if (file !== undefined && isMainThread) {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  // A sample is the time between two timers; anything above the resolution is delay.
  const toDelayMs = (ns: number) => Math.max(0, ns / 1e6 - resolutionMs)
  process.on('SIGUSR2', () => histogram.reset())
  process.on('exit', () => {
    writeFileSync(
      file,
      JSON.stringify({ p99Ms: toDelayMs(histogram.percentile(99)), maxMs: toDelayMs(histogram.max) }),
    )
  })
}
