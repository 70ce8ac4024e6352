import { setTimeout as delay } from 'node:timers/promises'

const stepMs = 200

/** Takes `seconds` and reports simulated progress. Rejects when the signal aborts. */
export async function simulateWork(
  seconds: number,
  total: number,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<void> {
  const startedAtMs = performance.now()
  for (;;) {
    const elapsedMs = performance.now() - startedAtMs
    const leftMs = seconds * 1000 - elapsedMs
    if (leftMs <= 0) return
    onProgress(Math.floor((total * elapsedMs) / (seconds * 1000)))
    await delay(Math.min(stepMs, leftMs), undefined, { signal })
  }
}
