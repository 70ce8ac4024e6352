import type { CalendarJob } from '../create-client.ts'
import { openProgress, type Step } from './kit.ts'

type ProgressDisplay = Disposable & { show: (job: CalendarJob) => void }

export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  const bar = { format: '{state} {bar} {percentage}% | {count} todos', hideCursor: true }
  const pending = { state: 'PENDING', progress: { done: 0, total: null } } as const
  const progress = openProgress(stream, bar, toStep(pending))
  return { show: job => progress.show(toStep(job)), [Symbol.dispose]: () => progress[Symbol.dispose]() }
}

type Shown = { state: string; progress: Pick<CalendarJob['progress'], 'done' | 'total'> }

function toStep({ state, progress: { done, total } }: Shown): Step {
  const count = `${done}/${total ?? '?'}`
  // A total of 0 would show as 100 %, so an unknown total must not be 0.
  return { done, total: total ?? 1, fields: { state, count }, line: `${state} ${count}` }
}
