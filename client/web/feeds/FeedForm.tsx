import { type FormEvent, useEffect, useRef } from 'react'
import { describeError } from '../describe-error.ts'
import { type Feed, type NewFeed } from './feeds-queries.ts'
import { FormField } from '../ui/FormField.tsx'

type Props = {
  /** The one to edit. */
  feed?: Feed
  submit: string
  isBusy: boolean
  error: unknown
  onSubmit: (feed: NewFeed) => void
  onCancel: () => void
}

const shownFields = ['name', 'daysBack', 'daysAhead']

export function FeedForm({ feed, submit, isBusy, error, onSubmit, onCancel }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const problem = error === null ? undefined : describeError(error)
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  function read(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const daysBack = toDays(textOf(fields, 'daysBack'))
    const daysAhead = toDays(textOf(fields, 'daysAhead'))
    onSubmit({
      name: textOf(fields, 'name'),
      options: feed?.options ?? {},
      window: daysBack === null && daysAhead === null ? null : { daysBack, daysAhead },
    })
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={read}>
      <FormField label="Name" problem={problemOf('name')}>
        {field => <input {...field} name="name" defaultValue={feed?.name ?? 'My todos'} maxLength={255} />}
      </FormField>
      <fieldset className="feed-window">
        <legend>A window of deadlines that moves along with the days</legend>
        <FormField label="Days back" hint="Empty: all that is past" problem={problemOf('daysBack')}>
          {field => (
            <input
              {...field}
              name="daysBack"
              type="number"
              min="0"
              defaultValue={feed?.window?.daysBack ?? ''}
            />
          )}
        </FormField>
        <FormField label="Days ahead" hint="Empty: all that is to come" problem={problemOf('daysAhead')}>
          {field => (
            <input
              {...field}
              name="daysAhead"
              type="number"
              min="0"
              defaultValue={feed?.window?.daysAhead ?? ''}
            />
          )}
        </FormField>
      </fieldset>
      {problem && !shownFields.includes(problem.field ?? '') && (
        <p className="problem" role="alert">
          {problem.field && `${problem.field}: `}
          {problem.message}
        </p>
      )}
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button className="button primary" disabled={isBusy} type="submit">
          {submit}
        </button>
      </div>
    </form>
  )
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}

const toDays = (text: string): number | null => (text === '' ? null : Number(text))
