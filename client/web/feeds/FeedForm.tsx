import { type FormEvent, useEffect, useRef, useState } from 'react'
import { describeError } from '../describe-error.ts'
import { EventOptions } from '../jobs/options/EventOptions.tsx'
import { FileOptions } from '../jobs/options/FileOptions.tsx'
import { ScopeField } from '../jobs/options/ScopeField.tsx'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { useLists } from '../lists/all-lists.ts'
import { FormField } from '../ui/FormField.tsx'
import { type FeedDraft, type FeedStart, toDraft, toFeed, toNewDraft } from './feed-draft.ts'
import type { Feed, NewFeed } from './feeds-queries.ts'
import { WindowFields } from './WindowFields.tsx'

type Props = {
  /** The feed to edit. */
  feed?: Feed
  /** What a new feed starts with. */
  start?: FeedStart | undefined
  submit: string
  isBusy: boolean
  error: unknown
  onSubmit: (feed: NewFeed) => void
  onCancel: () => void
}

const fewFields = ['name', 'filter', 'list', 'daysBack', 'daysAhead', 'completed']
/** Fields that the server can refuse and that the form does not show. */
const unseenFields = ['window', 'from', 'to', 'color', 'options']

export function FeedForm({ feed, start, submit, isBusy, error, onSubmit, onCancel }: Props) {
  const lists = useLists()
  const [draft, setDraft] = useState(feed ? toDraft(feed, lists) : toNewDraft(start))
  const form = useRef<HTMLFormElement>(null)
  const change = (part: Partial<FeedDraft>) => setDraft({ ...draft, ...part })

  const problem = error === null ? undefined : describeError(error)
  const field =
    problem?.field !== undefined && !unseenFields.includes(problem.field) ? problem.field : undefined
  const problems = new Map(problem && field !== undefined ? [[field, problem.message]] : [])
  const options = {
    chosen: draft.options,
    problems,
    onChoose: (chosen: Partial<FeedDraft['options']>) => change({ options: { ...draft.options, ...chosen } }),
  }

  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  function send(event: FormEvent) {
    event.preventDefault()
    onSubmit(toFeed(draft, feed))
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={send}>
      <FormField label="Name" hint="Shown in your calendar app" problem={problems.get('name')}>
        {control => (
          <input {...control} value={draft.name} onChange={event => change({ name: event.target.value })} />
        )}
      </FormField>
      <ScopeField
        value={draft.options.filter}
        problems={problems}
        onChange={filter => options.onChoose({ filter })}
      />
      <WindowFields draft={draft} problems={problems} onChange={change} />
      <SelectField
        label="Completed todos"
        value={draft.options.completed}
        choices={{ include: 'Include', exclude: 'Exclude', only: 'Only completed' }}
        problem={problems.get('completed')}
        onChange={completed => options.onChoose({ completed })}
      />
      <details className="disclosure" open={(field !== undefined && !fewFields.includes(field)) || undefined}>
        <summary>More options</summary>
        <div className="stack">
          <EventOptions {...options} />
          <FileOptions {...options} />
        </div>
      </details>
      {problem && field === undefined && (
        <p className="problem" role="alert">
          {problem.field && `${problem.field} `}
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
