import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { NewTodoList } from '../../../schema/lists.ts'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/list-form.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { FormField } from '../ui/FormField.tsx'
import type { List } from './all-lists.ts'
import { ColorField } from './ColorField.tsx'
import './ListForm.css'

type Props = {
  /** The list to edit. */
  list?: List
  submit: string
  isBusy: boolean
  error: unknown
  onSubmit: (list: NewTodoList & { color: string | null }) => void
  onCancel: () => void
  /** More controls, above the buttons. */
  children?: ReactNode
}

export function ListForm({ list, submit, isBusy, error, onSubmit, onCancel, children }: Props) {
  const [name, setName] = useState(list?.name ?? '')
  const [color, setColor] = useState(list?.color ?? null)
  const form = useRef<HTMLFormElement>(null)
  const problem = error === null ? undefined : describeError(error)
  const isOfName = problem?.field === 'name'

  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  function send(event: FormEvent) {
    event.preventDefault()
    if (!isBusy) onSubmit({ name, color })
  }

  return (
    <form ref={form} className="stack" onSubmit={send}>
      <FormField label={t.name} problem={isOfName ? problem.message : undefined}>
        {field => (
          <input
            {...field}
            ref={setAutoFocus}
            dir="auto"
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </FormField>
      <ColorField value={color} onChange={setColor} />
      {children}
      {problem && !isOfName && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onCancel}>
          {common.cancel}
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          {submit}
        </button>
      </div>
    </form>
  )
}
