import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { isNotFound } from '../describe-error.ts'
import { t } from '../messages/todo-form.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useCreateTodo, useUpdateTodo } from './change-todo-queries.ts'
import { emptyTodo } from './todo-draft.ts'
import { onDate } from './todo-deadline.ts'
import { EditTodo } from './EditTodo.tsx'
import { TodoForm } from './TodoForm.tsx'
import { isSaved } from './todo-id.ts'
import { oneTodo } from './todos-queries.ts'

/** The todo to edit, or the day of a new one. */
export type TodoSubject = { todo: Todo } | { day: PlainDate }

type Props = { subject: TodoSubject | undefined; onClose: () => void }

/** Closed without a subject. What was typed is there again when it is opened again, unless it was canceled. */
export function TodoDialog({ subject, onClose }: Props) {
  const isNew = subject !== undefined && 'day' in subject
  return (
    <Dialog title={isNew ? t.newTodo : t.editTodo} isOpen={subject !== undefined} onClose={onClose}>
      {subject && 'todo' in subject && <FollowedTodo todo={subject.todo} onDone={onClose} />}
      {isNew && <NewTodo day={subject.day} onDone={onClose} />}
    </Dialog>
  )
}

/** The form of a todo, which shows what happens to it elsewhere. */
function FollowedTodo({ todo, onDone }: { todo: Todo; onDone: () => void }) {
  const { data, error, refetch } = useQuery({
    ...oneTodo(todo.id),
    initialData: todo,
    initialDataUpdatedAt: 0,
    enabled: isSaved(todo),
  })
  return (
    <div className="stack">
      <EditTodo todo={data} isDeleted={isNotFound(error)} onDeleted={() => void refetch()} onDone={onDone} />
    </div>
  )
}

function NewTodo({ day, onDone }: { day: PlainDate; onDone: () => void }) {
  const create = useCreateTodo()
  const update = useUpdateTodo()
  // What is typed while it is being created is a change of it.
  const [created, setCreated] = useState<Todo>()
  const save = async (change: TodoChangeInput) =>
    setCreated(
      await (created ? update({ todo: created, change }) : create({ ...change, title: change.title ?? '' })),
    )
  return (
    <TodoForm
      before={created ?? emptyTodo}
      proposed={created ?? { ...emptyTodo, ...onDate(day) }}
      draftKey={`todo-edits-due-${day}`}
      save={save}
      onDone={onDone}
    />
  )
}
