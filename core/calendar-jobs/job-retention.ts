import { z } from 'zod'

/** Days that jobs are kept after their end; 0 keeps them permanently. */
export type JobRetention = { finished: number; failed: number }

export const defaultRetention = 'finished=30,failed=90'
const dayMs = 86_400_000
const days = /^\d{1,5}$/
const daysByState = /^(finished|failed)=(\d{1,5})$/

/** Parses `45` for all jobs, or days by state; a state that is not named keeps its default. */
export const jobRetention = z.string().transform((text, context): JobRetention => {
  if (days.test(text)) return { finished: Number(text), failed: Number(text) }
  const retention: JobRetention = { finished: 30, failed: 90 }
  const named = new Set<string>()
  for (const item of text.split(',')) {
    const [, state, count] = daysByState.exec(item.trim()) ?? []
    if (state === undefined || named.has(state)) {
      const message = state
        ? `must not name ${state} twice`
        : `must be whole days, for all jobs or by state, such as ${defaultRetention}`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    named.add(state)
    retention[state as keyof JobRetention] = Number(count)
  }
  return retention
})

/** Files are kept no longer than their jobs: without a job, clients cannot request the file. */
export const limitToRetention = (resultTtlMs: number, { finished }: JobRetention): number =>
  finished === 0 ? resultTtlMs : Math.min(resultTtlMs, finished * dayMs)
