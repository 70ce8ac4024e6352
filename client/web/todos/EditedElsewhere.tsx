import { useIsMutating } from '@tanstack/react-query'
import type { Todo } from '../../create-client.ts'
import { t } from '../messages/todo-form.ts'
import { todosKey } from './cached-todos.ts'
import { EditTodo } from './EditTodo.tsx'

type Props = { todo: Todo; isDeleted: boolean; onDeleted: () => void; onDone: () => void }

/** The form of a todo that left the list while it was edited: nothing typed is lost. */
export function EditedElsewhere({ todo, isDeleted, onDeleted, onDone }: Props) {
  // What is being saved leaves the list, too.
  const saving = useIsMutating({
    mutationKey: todosKey,
    predicate: ({ state }) => (state.variables as { todo?: Todo } | undefined)?.todo?.id === todo.id,
  })
  if (saving > 0) return null
  return (
    <section className="card stack" aria-label={t.editedTodo}>
      <p className="problem" role="alert">
        {isDeleted ? t.deletedElsewhere(todo.title) : t.leftList(todo.title)}
      </p>
      <EditTodo todo={todo} isDeleted={isDeleted} onDeleted={onDeleted} onDone={onDone} />
    </section>
  )
}
