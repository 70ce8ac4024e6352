import { openProgress, type Step } from '../../client/cli/kit.ts'

type SendProgress = Disposable & { show: (sent: number) => void }

const linesPerRun = 4

/** A live bar on a terminal, otherwise a line for each quarter. */
export function showSendProgress(stream: NodeJS.WriteStream, total: number): SendProgress {
  const startedAtMs = performance.now()
  let shown = 0

  function toStep(sent: number): Step {
    const elapsedMs = performance.now() - startedAtMs
    const left = sent === 0 ? '-:--:--' : formatTime((elapsedMs * (total - sent)) / sent)
    const quarter = Math.floor((sent * linesPerRun) / total)
    const line = quarter > shown ? `Working... ${Math.floor((sent * 100) / total)}% ${left}` : undefined
    shown = quarter
    return { done: sent, total, fields: { left }, line }
  }
  // The cursor stays visible, because a process that is killed could not restore it.
  const progress = openProgress(stream, { format: 'Working... {bar} {percentage}% {left}' }, toStep(0))
  return { show: sent => progress.show(toStep(sent)), [Symbol.dispose]: () => progress[Symbol.dispose]() }
}

/** Such as 0:00:19. */
function formatTime(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return [hours, ...[minutes, seconds % 60].map(value => `${value}`.padStart(2, '0'))].join(':')
}
