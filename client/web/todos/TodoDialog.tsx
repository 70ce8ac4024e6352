import type { Todo } from '../../create-client.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { clearSessionState } from '../use-session-state.ts'
import { useCreateTodo } from './change-todo-queries.ts'
import { EditTodo, draftKeyOf } from './EditTodo.tsx'
import { TodoForm } from './TodoForm.tsx'

/** The todo to edit, or the deadline of a new one. */
export type TodoSubject = { todo: Todo } | { deadlineAt: string | null }

type Props = { subject: TodoSubject | undefined; onClose: () => void }

/** Closed without a subject. */
export function TodoDialog({ subject, onClose }: Props) {
  const isNew = subject !== undefined && 'deadlineAt' in subject
  function discard() {
    if (subject) clearSessionState(toDraftKey(subject))
    onClose()
  }
  return (
    <Dialog title={isNew ? 'New todo' : 'Edit todo'} isOpen={subject !== undefined} onClose={discard}>
      {subject && 'todo' in subject && <EditTodo todo={subject.todo} onDone={onClose} />}
      {isNew && <NewTodo deadlineAt={subject.deadlineAt} onDone={onClose} />}
    </Dialog>
  )
}

/** The key under which unsaved input is kept. */
const toDraftKey = (subject: TodoSubject) =>
  'todo' in subject ? draftKeyOf(subject.todo) : `todo-due-${subject.deadlineAt}`

const empty = { title: '', description: null, completed: false, deadlineAt: null }

function NewTodo({ deadlineAt, onDone }: { deadlineAt: string | null; onDone: () => void }) {
  const { mutateAsync: create } = useCreateTodo()
  return (
    <TodoForm
      before={empty}
      proposed={{ ...empty, deadlineAt }}
      draftKey={toDraftKey({ deadlineAt })}
      save={change => create({ ...change, title: change.title ?? '' })}
      onDone={onDone}
    />
  )
}
