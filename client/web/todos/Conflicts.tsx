import { t } from '../messages/todo-form.ts'
import type { TodoDraft } from './todo-draft.ts'

type Props = {
  /** As the form was opened, as the todo is now, and as it is typed. */
  start: TodoDraft
  now: TodoDraft
  draft: TodoDraft
  onTake: (change: Partial<TodoDraft>) => void
}

const compared = ['title', 'description', 'date', 'time'] as const

/** Says which edited fields were changed elsewhere in the meantime: saving keeps what is typed here. */
export function Conflicts({ start, now, draft, onTake }: Props) {
  const fields = compared.filter(
    field => now[field] !== start[field] && draft[field] !== start[field] && draft[field] !== now[field],
  )
  return (
    <div aria-live="polite" className="stack">
      {fields.map(field => (
        <p key={field} className="row conflict">
          <span>{t.changedElsewhere(field, <bdi>{now[field] || t.nothing}</bdi>)}</span>
          <button className="button small" type="button" onClick={() => onTake({ [field]: now[field] })}>
            {t.useThatOne}
          </button>
        </p>
      ))}
    </div>
  )
}
