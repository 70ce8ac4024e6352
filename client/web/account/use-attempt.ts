import { useEffect, useRef, useState } from 'react'
import { describeError, findProblemOf, type Problem, RefusedError } from '../describe-error.ts'
import { t } from '../messages/sign-in.ts'

type Describe = (error: unknown) => Partial<Problem> | undefined

/**
 * One attempt at a time to sign in or to join, with what went wrong in the last one. The focus moves to the field that it is
 * about. After too many attempts the next one has to wait.
 */
export function useAttempt(describe: Describe, start?: string) {
  const form = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<Problem | undefined>(
    start === undefined ? undefined : { message: start, field: undefined },
  )
  const [isBusy, setBusy] = useState(false)
  const [secondsLeft, setSecondsLeft] = useState(0)
  const isWaiting = secondsLeft > 0

  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => setSecondsLeft(left => left - 1), 1_000)
    return () => clearInterval(timer)
  }, [isWaiting])

  useEffect(() => {
    if (problem?.field === undefined) return
    form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.select()
  }, [problem])

  function show(error: unknown): void {
    const seconds = error instanceof RefusedError && error.status === 429 ? (error.retryAfter ?? 1) : 0
    setSecondsLeft(Math.ceil(seconds))
    if (seconds > 0) setProblem({ message: t.form.tooMany(Math.ceil(seconds / 60)), field: undefined })
    else setProblem({ ...describeError(error), ...describe(error) })
  }

  /** `enter` shows the page, or leaves this one. */
  async function attempt(enter: () => Promise<unknown>): Promise<void> {
    if (isBusy || isWaiting) return
    setBusy(true)
    setProblem(undefined)
    try {
      await enter()
    } catch (error) {
      show(error)
    }
    setBusy(false)
  }

  const problemOf = (field: string) => findProblemOf(field, problem)
  return { form, problem, problemOf, isBusy, isWaiting, secondsLeft, attempt, show, setProblem }
}
