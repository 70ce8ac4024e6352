import type { AnyJob } from '../schema/import-job.ts'

const minIntervalMs = 200

type Report = (done: number) => Promise<AnyJob | undefined>

/**
 * Reports progress at most five times a second, one report at a time, always the newest, none twice. A job that finishes
 * within the first 200 ms reports nothing. Failed reports are dropped: a newer one follows.
 */
export function createProgressReporter(report: Report): AsyncDisposable & { (done: number): void } {
  let lastAtMs = performance.now()
  let lastDone: number | undefined
  let reporting: Promise<unknown> | undefined

  function onProgress(done: number): void {
    if (reporting || done === lastDone || performance.now() - lastAtMs < minIntervalMs) return
    lastAtMs = performance.now()
    reporting = report(done)
      .then(() => (lastDone = done))
      .catch(() => {})
      .finally(() => (reporting = undefined))
  }

  return Object.assign(onProgress, { [Symbol.asyncDispose]: async () => void (await reporting) })
}
