import { type FormEvent, useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { describeError, type Problem } from '../describe-error.ts'
import { useSessionState } from '../use-session-state.ts'
import { useCreateCalendar } from './change-job-queries.ts'
import { type ChosenOptions, defaultOptions, toOptionsInput } from './options/chosen-options.ts'

type Problems = ReadonlyMap<string, string>

const none: Problems = new Map()
const shownOptions = new Set([...Object.keys(defaultOptions), 'from', 'to', 'list'])

type Form = {
  /** The key under which unsaved input is kept. */
  key: string
  /** What is chosen at first. */
  start?: Partial<ChosenOptions> | undefined
  onCreated: (job: CalendarJob) => void
}

/** Creates a calendar with the chosen options, and reports problems by option. */
export function useCalendarForm({ key, start, onCreated }: Form) {
  const [kept, setKept] = useSessionState<Partial<ChosenOptions>>(key)
  const chosen = { ...defaultOptions, ...start, ...kept }
  const [problems, setProblems] = useState(none)
  const [failure, setFailure] = useState<string>()
  const { create, isPending } = useCreateCalendar()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isPending) return
    const wanted = toOptionsInput(chosen)
    const found = Object.keys(wanted).length === 0 ? none : await findProblems(wanted)
    setProblems(found)
    setFailure(undefined)
    if (found.size > 0) return
    await create(wanted).then(onCreated, (error: unknown) => show(describeError(error)))
  }

  function show({ field, message }: Problem): void {
    if (field !== undefined && shownOptions.has(field)) setProblems(new Map([[field, message]]))
    else setFailure(message)
  }

  return {
    chosen,
    problems,
    failure,
    isBusy: isPending,
    submit,
    choose: (change: Partial<ChosenOptions>) => {
      setProblems(none)
      setKept({ ...kept, ...change })
    },
  }
}

/** The schemas are loaded only when an option is chosen; without them the server reports the problems. */
async function findProblems(wanted: unknown): Promise<Problems> {
  try {
    return await (await import('./options/find-problems.ts')).findProblems(wanted)
  } catch {
    return none
  }
}
