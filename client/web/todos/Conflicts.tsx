import type { ReactNode } from 'react'
import { type List, useLists } from '../lists/all-lists.ts'
import { t } from '../messages/todo-form.ts'
import { t as todosTexts } from '../messages/todos.ts'
import { describeRepeat } from './describe-repeat.ts'
import { pickRepeat } from './repeat-draft.ts'
import { type ConflictingField, type Edits, findConflicts, type TodoDraft } from './todo-draft.ts'

type Props = {
  edits: Edits
  /** The todo as it is now. */
  now: TodoDraft
  onTake: (change: Partial<TodoDraft>) => void
}

/** Says which edited fields were changed elsewhere in the meantime: saving keeps what is typed here. */
export function Conflicts({ edits, now, onTake }: Props) {
  const lists = useLists()
  return (
    <div aria-live="polite" className="stack">
      {findConflicts(edits, now).map(field => (
        <p key={field} className="row conflict">
          <span>{t.changedElsewhere(field, <bdi>{formats[field](now, lists) || t.nothing}</bdi>)}</span>
          <button
            className="button small"
            type="button"
            onClick={() => onTake(field === 'repeats' ? pickRepeat(now) : { [field]: now[field] })}
          >
            {t.useThatOne}
          </button>
        </p>
      ))}
    </div>
  )
}

type Format = (todo: TodoDraft, lists: readonly List[]) => ReactNode

const formats = {
  title: ({ title }) => title,
  description: ({ description }) => description,
  date: ({ date }) => date,
  time: ({ time }) => time,
  repeats: ({ repeats, customRule: rule, fromCompletion }) =>
    repeats !== 'never' && describeRepeat({ rule, from: fromCompletion ? 'completion' : 'deadline' }),
  list: ({ list }, lists) => lists.find(({ id }) => `${id}` === list)?.name,
  tags: ({ tags }) => tags.join(', '),
  priority: ({ priority }) => todosTexts.priorities[priority],
  completed: ({ completed }) => t.states[completed ? 'completed' : 'open'],
} satisfies Record<ConflictingField, Format>
