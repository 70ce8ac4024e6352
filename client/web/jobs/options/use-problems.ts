import { type RefObject, useEffect, useRef, useState } from 'react'
import { describeError } from '../../describe-error.ts'
import { defaultOptions } from './chosen-options.ts'

type Problems = ReadonlyMap<string, string>

const none: Problems = new Map()
const shownFields = new Set([...Object.keys(defaultOptions), 'from', 'to', 'list'])

type FormProblems = {
  form: RefObject<HTMLFormElement | null>
  /** Problems by the API's name of the field. */
  problems: Problems
  /** A problem that belongs to no field of the form. */
  failure: string | undefined
  /** Finds the problems that the server would report. @returns whether there are none */
  check: (kind: 'file' | 'feed', wanted: object) => Promise<boolean>
  /** Shows why the server refused the form. */
  show: (error: unknown) => void
  clear: () => void
}

/** The problems of a form, all at once; the first field with one is focused and in sight, with its message. */
export function useProblems(): FormProblems {
  const [problems, setProblems] = useState(none)
  const [failure, setFailure] = useState<string>()
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (problems.size === 0) return
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    field?.focus({ preventScroll: true })
    field?.closest('.field')?.scrollIntoView({ block: 'center' })
  }, [problems])

  function clear(): void {
    setProblems(none)
    setFailure(undefined)
  }

  return {
    form,
    problems,
    failure,
    clear,
    async check(kind, wanted) {
      const found = await findProblems(kind, wanted)
      const [unseen] = [...found].filter(([field]) => !shownFields.has(field))
      setFailure(unseen?.join(' '))
      setProblems(found)
      return found.size === 0
    },
    show(error) {
      const { field, message, others = [] } = describeError(error)
      const found = [{ field, message }, ...others].flatMap(({ field, message }) =>
        field !== undefined && shownFields.has(field) ? [[field, message] as const] : [],
      )
      if (found.length > 0) setProblems(new Map(found))
      else setFailure(field === undefined ? message : `${field} ${message}`)
    },
  }
}

/** The schemas are loaded only when something is chosen; without them the server reports the problems. */
async function findProblems(kind: 'file' | 'feed', wanted: object): Promise<Problems> {
  if (Object.keys(wanted).length === 0) return none
  try {
    return await (await import('./find-problems.ts')).findProblems(kind, wanted)
  } catch {
    return none
  }
}
