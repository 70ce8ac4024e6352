import type { ReactNode } from 'react'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'

type Props = {
  submit: string
  isBusy: boolean
  error: unknown
  onConfirm: () => void
  onCancel: () => void
  /** What the action means. */
  children: ReactNode
}

export function ConfirmAction({ submit, isBusy, error, onConfirm, onCancel, children }: Props) {
  return (
    <div className="stack">
      <p>{children}</p>
      {error !== null && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onCancel}>
          {common.cancel}
        </button>
        <button className="button danger" type="button" disabled={isBusy} onClick={onConfirm}>
          {submit}
        </button>
      </div>
    </div>
  )
}
