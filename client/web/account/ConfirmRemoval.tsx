import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { useToast } from '../ui/Toasts.tsx'

type Props = {
  id: string
  removal: UseMutationResult<unknown, Error, string>
  submit: string
  /** What a toast says afterwards. */
  done: string
  onCancel: () => void
  onRemoved: () => void
  /** What the removal means. */
  children: ReactNode
}

/** Asks before a passkey or a token is removed. */
export function ConfirmRemoval({ id, removal, submit, done, onCancel, onRemoved, children }: Props) {
  const toast = useToast()
  return (
    <ConfirmAction
      submit={submit}
      isBusy={removal.isPending}
      error={removal.error}
      onConfirm={() =>
        removal.mutate(id, {
          onSuccess() {
            onRemoved()
            toast({ text: done })
          },
        })
      }
      onCancel={onCancel}
    >
      {children}
    </ConfirmAction>
  )
}
