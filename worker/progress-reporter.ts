import type { CalendarJob } from '../schema/calendar-job.ts'

const atMostEveryMs = 200

type Report = (done: number) => Promise<CalendarJob | undefined>

/**
 * Lets at most five reports a second through, one at a time, the newest always, none twice; a job that is over within
 * the first fifth of a second reports none. A report that fails is given up: the next one says more.
 */
export function createProgressReporter(report: Report): AsyncDisposable & { (done: number): void } {
  let lastAtMs = performance.now()
  let lastDone: number | undefined
  let reporting: Promise<unknown> | undefined

  function onProgress(done: number): void {
    if (reporting || done === lastDone || performance.now() - lastAtMs < atMostEveryMs) return
    lastAtMs = performance.now()
    reporting = report(done)
      .then(() => (lastDone = done))
      .catch(() => {})
      .finally(() => (reporting = undefined))
  }

  return Object.assign(onProgress, { [Symbol.asyncDispose]: async () => void (await reporting) })
}
