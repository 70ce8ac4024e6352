import { type ReactNode, useId } from 'react'

type Control = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }

type Props = {
  label: string
  hint?: string | undefined
  problem: string | undefined
  children: (control: Control) => ReactNode
}

/** A control with its label, hint and problem, linked for screen readers. */
export function FormField({ label, hint, problem, children }: Props) {
  const id = useId()
  const hintId = hint && `${id}-hint`
  const problemId = problem && `${id}-problem`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': [problemId, hintId].filter(Boolean).join(' ') || undefined,
      })}
      {hint && (
        <span className="muted" id={hintId}>
          {hint}
        </span>
      )}
      {problem && (
        <span className="problem" id={problemId}>
          {problem}
        </span>
      )}
    </div>
  )
}
