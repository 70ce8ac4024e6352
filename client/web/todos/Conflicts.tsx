import type { TodoDraft } from './todo-draft.ts'

type Props = {
  /** As the form was opened, as the todo is now, and as it is typed. */
  start: TodoDraft
  now: TodoDraft
  draft: TodoDraft
  onTake: (change: Partial<TodoDraft>) => void
}

const names = { title: 'title', description: 'description', date: 'deadline', time: 'time' } as const
type Field = keyof typeof names

/** Says which edited fields were changed elsewhere in the meantime: saving keeps what is typed here. */
export function Conflicts({ start, now, draft, onTake }: Props) {
  const fields = (Object.keys(names) as Field[]).filter(
    field => now[field] !== start[field] && draft[field] !== start[field] && draft[field] !== now[field],
  )
  return (
    <div aria-live="polite" className="stack">
      {fields.map(field => (
        <p key={field} className="row conflict">
          <span>
            The {names[field]} was changed elsewhere to “<bdi>{now[field] || 'nothing'}</bdi>”. Saving
            replaces it.
          </span>
          <button className="button small" type="button" onClick={() => onTake({ [field]: now[field] })}>
            Use that one
          </button>
        </p>
      ))}
    </div>
  )
}
