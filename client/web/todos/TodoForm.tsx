import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { TodoChangeInput } from '../../../schema/todo.ts'
import { describeError, findProblemOf, isNotFound, type Problem } from '../describe-error.ts'
import { isComposing } from '../is-composing.ts'
import { common } from '../messages/common.ts'
import { t as texts } from '../messages/todo-form.ts'
import { t } from '../messages/todos.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { FormField } from '../ui/FormField.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { useSessionState } from '../use-session-state.ts'
import { Conflicts } from './Conflicts.tsx'
import { DeadlineField } from './DeadlineField.tsx'
import { LabelFields } from './LabelFields.tsx'
import { pickRepeat } from './repeat-draft.ts'
import { RepeatField } from './RepeatField.tsx'
import {
  type DraftedTodo,
  type Edits,
  editsSince,
  noEdits,
  toChange,
  toDraft,
  type TodoDraft,
  withEdit,
} from './todo-draft.ts'
import './TodoForm.css'

type Props = {
  before: DraftedTodo
  /** Unsaved input to start with. */
  proposed?: DraftedTodo
  /** The key under which unsaved input survives a reload. */
  draftKey: string
  /** Receives only the changed fields. Rejects when the server refuses them. */
  save: (change: TodoChangeInput) => Promise<unknown>
  onDelete?: () => void
  /** More that can be done with the todo. */
  children?: ReactNode
  onDone: () => void
}

const fields = [
  'title',
  'description',
  'deadlineAt',
  'deadlineOn',
  'repeat',
  'rule',
  'list',
  'tags',
  'priority',
]

/** `start` is the todo without the change. */
type Refusal = { problem: Problem; change: TodoChangeInput; start: TodoDraft }

/** Whether a field is still as it was refused. A rule is sent as a part of `repeat`. */
function isAbout({ change, start }: Refusal, field: string, draft: TodoDraft): boolean {
  const key = (field === 'rule' ? 'repeat' : field) as keyof TodoChangeInput
  return JSON.stringify(change[key]) === JSON.stringify(toChange(draft, start)[key])
}

export function TodoForm({ before, proposed = before, draftKey, save, onDelete, children, onDone }: Props) {
  const [edits = noEdits, setEdits, changeEdits] = useSessionState<Edits>(draftKey)
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBusy, setBusy] = useState(false)
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const now = toDraft(proposed)
  const draft = { ...now, ...edits.typed }
  const edit = (change: Partial<TodoDraft>) => setEdits(withEdit(edits, change, now))
  const problem = refusal?.problem
  const problemOf = (field: string) =>
    refusal && isAbout(refusal, field, draft) ? findProblemOf(field, problem) : undefined

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])

  function close() {
    setEdits(undefined)
    onDone()
  }

  function remove() {
    close()
    onDelete?.()
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const start = toDraft(before)
    const change = toChange(draft, start)
    if (Object.keys(change).length === 0) return close()
    setBusy(true)
    setRefusal(undefined)
    try {
      await save(change)
      // Typing can continue while the todo is being saved.
      if (!changeEdits(latest => editsSince(draft, latest))) onDone()
    } catch (error) {
      const why = describeError(error)
      setRefusal({ problem: why, change, start })
      // The saved change may have removed the row from the list, and the form with it. A form of a deleted todo is shown again.
      if (!form.current && !isNotFound(error))
        toast({ kind: 'error', text: t.notSaved(draft.title, why.message) })
    } finally {
      setBusy(false)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    if (isComposing(event.nativeEvent)) return
    // Unlike Cancel, it can be pressed by mistake: what was typed is kept.
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it handles the keys of its controls
    <form ref={form} className="todo-form stack" onSubmit={event => void submit(event)} onKeyDown={onKeyDown}>
      <FormField label={texts.title} problem={problemOf('title')}>
        {field => (
          <input
            {...field}
            ref={setAutoFocus}
            name="title"
            dir="auto"
            required
            value={draft.title}
            onChange={event => edit({ title: event.target.value })}
          />
        )}
      </FormField>
      <FormField label={texts.description} problem={problemOf('description')}>
        {field => (
          <textarea
            {...field}
            name="description"
            dir="auto"
            rows={3}
            value={draft.description}
            onChange={event => edit({ description: event.target.value })}
          />
        )}
      </FormField>
      <Conflicts edits={isBusy ? noEdits : edits} now={now} onTake={edit} />
      <DeadlineField
        value={draft}
        problem={problemOf('deadlineOn') ?? problemOf('deadlineAt')}
        onChange={edit}
      />
      <RepeatField
        value={draft}
        date={draft.date}
        problem={problemOf('rule') ?? problemOf('repeat')}
        onChange={change => edit({ ...pickRepeat(draft), ...change })}
      />
      <LabelFields value={draft} problemOf={problemOf} onChange={edit} />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.completed}
          onChange={event => edit({ completed: event.target.checked })}
        />
        {texts.completed}
      </label>
      {problem && !fields.includes(problem.field ?? '') && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
      <div className="row">
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          {common.save}
        </button>
        <button className="button" type="button" onClick={close}>
          {common.cancel}
        </button>
        {children}
        {onDelete && (
          <button className="button quiet danger" type="button" onClick={remove}>
            {common.delete}
          </button>
        )}
      </div>
    </form>
  )
}
